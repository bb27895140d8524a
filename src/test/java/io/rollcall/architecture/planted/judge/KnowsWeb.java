package io.rollcall.architecture.planted.judge;

import io.rollcall.architecture.planted.web.Page;

record KnowsWeb(Page page) {}
