/* cmd_serve.c - `xiucheng serve`: opens a city's rooms, waits for a signal, closes them. */
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <sys/resource.h>

#include "main/command.h"
#include "main/serve.h"

/* ---- the process ---- */

static void ending_signals(sigset_t *ret)
{
    sigemptyset(ret);
    sigaddset(ret, SIGTERM);
    sigaddset(ret, SIGINT);
}

/* Ten thousand screens are ten thousand files. */
static void raise_file_limit(void)
{
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return;
    limit.rlim_cur = limit.rlim_max;
    (void)setrlimit(RLIMIT_NOFILE, &limit); /* fewer screens then */
}

/* All threads inherit the mask: the signals are only taken by wait_for_end. */
static void prepare_process(void)
{
    sigset_t set;
    struct sigaction ignore = { .sa_handler = SIG_IGN };
    ending_signals(&set);
    (void)pthread_sigmask(SIG_BLOCK, &set, NULL); /* fails only for a wrong first argument */
    (void)sigaction(SIGPIPE, &ignore, NULL);
    (void)sigaction(SIGXFSZ, &ignore, NULL); /* a file at its limit is a full disk, not a death */
    raise_file_limit();
}

static void wait_for_end(void)
{
    sigset_t set;
    int signal_number = 0;
    ending_signals(&set);
    while (sigwait(&set, &signal_number) != 0)
        ;
}

/* ---- the command ---- */

static xc_err parse_options(int argc, char **argv, serve_options *ret, xc_problem *why)
{
    serve_options o = { .listen = "127.0.0.1:8080" };
    const command_option table[] = {
        { "--pack", "DIR", &o.pack, "the city's content" },
        { "--data", "DIR", &o.data, "the city's data; made if missing" },
        { "--store", "URL", &o.store, "postgresql://...; default: a file in the data folder" },
        { "--listen", "HOST:PORT", &o.listen, "default 127.0.0.1:8080; other hosts need TLS" },
        { "--cert", "FILE", &o.cert, "TLS certificate (PEM)" },
        { "--key", "FILE", &o.key, "its key (PEM)" },
        { "--web", "DIR", &o.web, "the built screens (default: web/dist if it is there)" },
        { "--threads", "N", &o.threads, "HTTP threads (default 2)" },
        { "--demo", NULL, &o.demo, "with the pack's simulated people and accounts" },
        { "--verbose", NULL, &o.verbose, "log each step" },
    };
    xc_err err = command_parse(argc, argv, table, sizeof table / sizeof *table, NULL, 0, why);
    if (err)
        return err;
    if (!o.pack || !o.data)
        return xc_fail(why, XC_EINVAL, "", "serve needs --pack and --data",
                       "serve 需要 --pack 和 --data");
    *ret = o;
    return XC_OK;
}

static void announce(const serve *s)
{
    printf("xiucheng %s listens on %s port %u\n", command_version(), s->options.listen,
           http_server_port(s->http));
    (void)fflush(stdout);
}

int cmd_serve(int argc, char **argv)
{
    static serve s; /* lives as long as the process */
    xc_problem why = { 0 };
    xc_err err = parse_options(argc, argv, &s.options, &why);
    if (err)
        return command_end("serve", err, &why);
    s.log = (xc_log){ stderr, s.options.verbose ? XC_LOG_DEBUG : XC_LOG_INFO };
    prepare_process();
    err = serve_open(&s, &why);
    if (!err) {
        announce(&s);
        wait_for_end();
        xc_log_write(&s.log, XC_LOG_INFO, "serve", "draining");
    }
    serve_close(&s);
    if (!err && atomic_load(&s.broken))
        err = xc_fail(&why, XC_EIO, s.options.data, "the disk did not take a commit: see the log",
                      "磁盘没有接受提交：见日志");
    return command_end("serve", err, &why);
}
