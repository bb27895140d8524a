package io.rollcall.architecture.planted.judge;

import java.sql.Connection;

record KnowsSql(Connection connection) {}
