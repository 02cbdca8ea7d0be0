/* http_stream.c - endless answers: a bounded queue of shared blocks per client; see http.h. */
#include "base/mem.h"
#include "net/http_int.h"

enum { FIRST_SLOTS = 4, MAX_SLOTS = 4096 };

struct http_block {
    atomic_uint refs;
    size_t len;
    char bytes[];
};

struct http_stream {
    struct http_pending pending; /* first: the list knows it by this */
    http_server *server;
    struct MHD_Connection *mhd;
    pthread_mutex_t lock;
    atomic_uint refs;   /* libmicrohttpd's, the caller's */
    bool suspended;     /* waits for a block; under lock, like all below */
    bool closed;        /* the caller is through with it */
    bool over;          /* the connection is */
    http_block **slots; /* a ring */
    size_t slot_count, head, count;
    size_t sent_of_head, queued_bytes, max_bytes;
    void (*gone)(void *ctx);
    void *ctx;
};

http_block *http_block_new(xc_str bytes)
{
    http_block *b = xc_malloc(sizeof *b + bytes.len);
    if (!b)
        return NULL;
    atomic_init(&b->refs, 1);
    b->len = bytes.len;
    if (bytes.len)
        memcpy(b->bytes, bytes.ptr, bytes.len);
    return b;
}

void http_block_ref(http_block *b)
{
    atomic_fetch_add_explicit(&b->refs, 1, memory_order_relaxed);
}

void http_block_unref(http_block *b)
{
    if (b && atomic_fetch_sub(&b->refs, 1) == 1)
        xc_free(b);
}

static void stream_unref(http_stream *st)
{
    if (atomic_fetch_sub(&st->refs, 1) != 1)
        return;
    for (size_t i = 0; i < st->count; i++)
        http_block_unref(st->slots[(st->head + i) % st->slot_count]);
    xc_free(st->slots);
    pthread_mutex_destroy(&st->lock);
    xc_free(st);
}

static void wake(http_stream *st)
{
    if (!st->suspended || st->over)
        return;
    st->suspended = false;
    MHD_resume_connection(st->mhd);
}

static void pop(http_stream *st)
{
    http_block_unref(st->slots[st->head]);
    st->head = (st->head + 1) % st->slot_count;
    st->sent_of_head = 0;
    if (--st->count)
        return;
    /* an idle client keeps no ring */
    xc_free(st->slots);
    st->slots = NULL;
    st->slot_count = st->head = 0;
}

static ssize_t copy_queued(http_stream *st, char *to, size_t max)
{
    size_t done = 0;
    while (st->count && done < max) {
        http_block *b = st->slots[st->head];
        size_t part = b->len - st->sent_of_head;
        if (part > max - done)
            part = max - done;
        memcpy(to + done, b->bytes + st->sent_of_head, part);
        done += part;
        st->sent_of_head += part;
        if (st->sent_of_head == b->len)
            pop(st);
    }
    st->queued_bytes -= done;
    atomic_fetch_add_explicit(&st->server->bytes_out, done, memory_order_relaxed);
    return (ssize_t)done;
}

/* libmicrohttpd asks for bytes; with none it would ask again at once, so the connection sleeps. */
static ssize_t read_queue(void *ctx, uint64_t position, char *to, size_t max)
{
    (void)position; /* an endless answer has none */
    http_stream *st = ctx;
    pthread_mutex_lock(&st->lock);
    ssize_t got = copy_queued(st, to, max);
    if (got == 0 && (st->closed || atomic_load(&st->server->ending))) {
        got = MHD_CONTENT_READER_END_OF_STREAM;
    } else if (got == 0) {
        st->suspended = true;
        MHD_suspend_connection(st->mhd);
    }
    pthread_mutex_unlock(&st->lock);
    return got;
}

static void connection_over(void *ctx)
{
    http_stream *st = ctx;
    pthread_mutex_lock(&st->lock);
    st->over = true;
    pthread_mutex_unlock(&st->lock);
    http_pending_remove(st->server, &st->pending);
    atomic_fetch_sub(&st->server->streams, 1);
    st->gone(st->ctx);
    pthread_mutex_lock(&st->lock);
    bool closed = st->closed;
    st->closed = true;
    pthread_mutex_unlock(&st->lock);
    if (!closed)
        stream_unref(st); /* the caller's, who cannot close it any more */
    stream_unref(st);
}

static void end_waiting(struct http_pending *p)
{
    http_stream *st = (http_stream *)p;
    pthread_mutex_lock(&st->lock);
    wake(st);
    pthread_mutex_unlock(&st->lock);
    stream_unref(st);
}

static void hold(struct http_pending *p)
{
    atomic_fetch_add(&((http_stream *)p)->refs, 1);
}

static http_stream *stream_new(http_request *rq, size_t max_bytes)
{
    http_stream *st = xc_calloc(1, sizeof *st);
    if (!st)
        return NULL;
    st->pending.end = end_waiting;
    st->pending.hold = hold;
    st->server = rq->server;
    st->mhd = rq->mhd;
    st->max_bytes = max_bytes;
    atomic_init(&st->refs, 2);
    pthread_mutex_init(&st->lock, NULL);
    return st;
}

/* Chunked answers are put together in the connection's memory; HTTP/1.0 has no chunks and needs a
 * buffer. */
static size_t read_buffer_bytes(const http_request *rq)
{
    return rq->old_version ? 4096 : 64;
}

static void nobody(void *ctx)
{
    (void)ctx; /* the caller learns by NULL */
}

/* Both references end with the response, or here when there is none. */
static http_stream *refuse(http_request *rq, http_stream *st, struct MHD_Response *response)
{
    if (response) {
        st->gone = nobody;
        MHD_destroy_response(response);
    } else if (st) {
        stream_unref(st);
        stream_unref(st);
    }
    http_reply_err(rq, XC_ENOMEM);
    return NULL;
}

http_stream *http_reply_stream(http_request *rq, const char *content_type, size_t max_queued_bytes,
                               void (*gone)(void *ctx), void *ctx)
{
    http_stream *st = rq->mhd ? stream_new(rq, max_queued_bytes) : NULL;
    if (!st)
        return refuse(rq, NULL, NULL);
    struct MHD_Response *response = MHD_create_response_from_callback(
        MHD_SIZE_UNKNOWN, read_buffer_bytes(rq), read_queue, st, connection_over);
    if (!response)
        return refuse(rq, st, NULL);
    atomic_fetch_add(&rq->server->streams, 1);
    http_pending_add(rq->server, &st->pending);
    st->gone = gone;
    st->ctx = ctx;
    if (http_answer_headers(rq, response, content_type) && http_answer_offer(rq, 200, response))
        return st;
    return refuse(rq, st, response);
}

static bool make_room(http_stream *st)
{
    if (st->count < st->slot_count)
        return true;
    size_t grown = st->slot_count ? 2 * st->slot_count : FIRST_SLOTS;
    http_block **slots = grown <= MAX_SLOTS ? xc_calloc(grown, sizeof(http_block *)) : NULL;
    if (!slots)
        return false;
    for (size_t i = 0; i < st->count; i++)
        slots[i] = st->slots[(st->head + i) % st->slot_count];
    xc_free(st->slots);
    st->slots = slots;
    st->slot_count = grown;
    st->head = 0;
    return true;
}

bool http_stream_send(http_stream *st, http_block *b)
{
    if (b->len == 0)
        return true;
    pthread_mutex_lock(&st->lock);
    bool fits = b->len <= st->max_bytes - st->queued_bytes && make_room(st);
    if (fits) {
        http_block_ref(b);
        st->slots[(st->head + st->count++) % st->slot_count] = b;
        st->queued_bytes += b->len;
        wake(st);
    }
    pthread_mutex_unlock(&st->lock);
    return fits;
}

void http_stream_close(http_stream *st)
{
    pthread_mutex_lock(&st->lock);
    bool first = !st->closed;
    st->closed = true;
    wake(st);
    pthread_mutex_unlock(&st->lock);
    if (first)
        stream_unref(st);
}
