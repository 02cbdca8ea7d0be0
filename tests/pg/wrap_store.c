/* wrap_store.c - lets a test that opens a file run on PostgreSQL: linked with --wrap, each path
 * becomes a schema of the database that XIUCHENG_STORE names. */
#include <libpq-fe.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/store.h"

xc_err __real_store_open(const char *path, store **ret, xc_problem *why);
xc_err __real_store_open_reading(const char *path, store **ret, xc_problem *why);
xc_err __wrap_store_open(const char *path, store **ret, xc_problem *why);
xc_err __wrap_store_open_reading(const char *path, store **ret, xc_problem *why);

static void make_schema(const char *url, const char *name)
{
    char sql[96];
    (void)snprintf(sql, sizeof sql, "CREATE SCHEMA IF NOT EXISTS %s", name); /* fits */
    PGconn *conn = PQconnectdb(url);
    PQclear(PQexec(conn, "SET client_min_messages = error"));
    PGresult *result = PQexec(conn, sql);
    if (PQresultStatus(result) != PGRES_COMMAND_OK) {
        (void)fprintf(stderr, "%s", PQerrorMessage(conn));
        abort();
    }
    PQclear(result);
    PQfinish(conn);
}

/* The folders of tests have names of their own, so the whole path makes the schema's. */
static const char *place_of(const char *path, char *room, size_t size)
{
    const char *url = getenv("XIUCHENG_STORE");
    char name[32];
    if (!url || store_is_server(path))
        return path;
    uint64_t h = UINT64_C(14695981039346656037);
    for (const char *p = path; *p; p++)
        h = (h ^ (unsigned char)*p) * UINT64_C(1099511628211);
    (void)snprintf(name, sizeof name, "t%016llx", (unsigned long long)h); /* fits */
    make_schema(url, name);
    (void)snprintf(room, size, "%s&options=-csearch_path%%3D%s", url, name); /* fits */
    return room;
}

xc_err __wrap_store_open(const char *path, store **ret, xc_problem *why)
{
    char room[1024];
    return __real_store_open(place_of(path, room, sizeof room), ret, why);
}

xc_err __wrap_store_open_reading(const char *path, store **ret, xc_problem *why)
{
    char room[1024];
    return __real_store_open_reading(place_of(path, room, sizeof room), ret, why);
}
