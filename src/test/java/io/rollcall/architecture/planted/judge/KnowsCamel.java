package io.rollcall.architecture.planted.judge;

import org.apache.camel.Exchange;

record KnowsCamel(Exchange exchange) {}
