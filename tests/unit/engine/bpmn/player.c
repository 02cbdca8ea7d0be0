/* player.c - the plain token player: counts of tokens on flows, one rule a kind of node. */
#include "player.h"

#include <stdio.h>
#include <string.h>

uint8_t player_byte(player *p)
{
    return p->at < p->len ? p->bytes[p->at++] : 0;
}

static int pick(player *p, int n)
{
    return n > 0 ? player_byte(p) % n : 0;
}

/* ---- making a graph ---- */

static int add_flow(player *p, int from, int to)
{
    if (p->flow_count == PLAYER_FLOWS)
        return -1;
    p->flows[p->flow_count] = (player_flow){ from, to, 0 };
    return p->flow_count++;
}

/* forward, or back to a task: a circle without a wait would be endless */
static int target(player *p, int from)
{
    int ahead = p->node_count - from - 1;
    int back = pick(p, 3) == 0 ? pick(p, from) : 0;
    if (back > 0 && p->nodes[back].kind == P_TASK)
        return back;
    int near = ahead < 4 ? ahead : 4;
    return from + 1 + pick(p, near);
}

static player_kind kind_of(player *p, bool *io_or)
{
    static const player_kind kinds[] = { P_TASK, P_TASK, P_TASK, P_XOR,  P_XOR, P_AND,
                                         P_AND,  P_AND,  P_OR,   P_TASK, P_TASK };
    player_kind k = kinds[pick(p, sizeof kinds / sizeof *kinds)];
    if (k == P_OR && *io_or)
        return P_XOR; /* two of them may wait for each other: then the order counts */
    *io_or = *io_or || k == P_OR;
    return k;
}

static void add_ways(player *p, int k)
{
    player_node *n = &p->nodes[k];
    if (n->kind == P_END || n->kind == P_TERMINATE)
        return;
    int ways = n->kind == P_START || n->kind == P_TASK ? 1 : 1 + pick(p, 3);
    for (int w = 0; w < ways; w++)
        (void)add_flow(p, k, target(p, k)); /* without room the way is missing in both */
    n->value = pick(p, 8);
    if (n->kind != P_TASK || pick(p, 3) > 0)
        return;
    int flow = add_flow(p, k, target(p, k));
    if (flow < 0)
        return;
    n->timer = 1 + pick(p, 2);
    n->timer_flow = flow;
}

void player_new(player *p, const uint8_t *bytes, size_t len)
{
    bool has_or = false;
    memset(p, 0, sizeof *p);
    p->bytes = bytes;
    p->len = len;
    p->node_count = 5 + pick(p, PLAYER_NODES - 5);
    for (int k = 1; k < p->node_count - 1; k++)
        p->nodes[k].kind = kind_of(p, &has_or);
    p->nodes[p->node_count - 1].kind = pick(p, 6) == 0 ? P_TERMINATE : P_END;
    for (int k = 0; k < p->node_count - 1; k++)
        add_ways(p, k);
    for (int f = 0; f < p->flow_count; f++)
        p->flows[f].tokens = p->flows[f].from == 0;
}

static bool is_way(const player *p, int flow, int node)
{
    const player_node *n = &p->nodes[node];
    return p->flows[flow].from == node && !(n->timer && n->timer_flow == flow);
}

static int ways_of(const player *p, int node)
{
    int n = 0;
    for (int f = 0; f < p->flow_count; f++)
        n += is_way(p, f, node);
    return n;
}

/* ---- as a file ---- */

typedef struct {
    char *to;
    size_t left;
} paper;

static void put(paper *w, const char *format, int a, int b, int c)
{
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    int n = snprintf(w->to, w->left, format, a, b, c);
#pragma GCC diagnostic pop
    if (n < 0 || (size_t)n >= w->left) {
        w->left = 0;
        return;
    }
    w->to += n;
    w->left -= (size_t)n;
}

static int last_way(const player *p, int node)
{
    int last = -1;
    for (int f = 0; f < p->flow_count; f++)
        if (is_way(p, f, node))
            last = f;
    return last;
}

static void put_node(paper *w, const player *p, int k)
{
    static const char *const texts[] = {
        [P_START] = "<startEvent id='n%d'/>",
        [P_TASK] = "<userTask id='n%d'/>",
        [P_XOR] = "<exclusiveGateway id='n%d' default='f%d'/>",
        [P_AND] = "<parallelGateway id='n%d'/>",
        [P_OR] = "<inclusiveGateway id='n%d' default='f%d'/>",
        [P_END] = "<endEvent id='n%d'/>",
        [P_TERMINATE] = "<endEvent id='n%d'><terminateEventDefinition/></endEvent>"
    };
    const player_node *n = &p->nodes[k];
    put(w, texts[n->kind], k, last_way(p, k), 0);
    if (n->timer)
        put(w,
            n->timer == 1 ? "<boundaryEvent id='b%d' attachedToRef='n%d'>"
                          : "<boundaryEvent id='b%d' attachedToRef='n%d' cancelActivity='false'>",
            k, k, 0);
    if (n->timer)
        put(w,
            "<timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>"
            "</boundaryEvent>",
            0, 0, 0);
}

static void put_flow(paper *w, const player *p, int f)
{
    const player_flow *flow = &p->flows[f];
    const player_node *n = &p->nodes[flow->from];
    bool timer = n->timer && n->timer_flow == f;
    put(w,
        timer ? "<sequenceFlow id='f%d' sourceRef='b%d' targetRef='n%d'>"
              : "<sequenceFlow id='f%d' sourceRef='n%d' targetRef='n%d'>",
        f, flow->from, flow->to);
    int way = 0;
    for (int k = 0; k < f; k++)
        way += is_way(p, k, flow->from);
    if ((n->kind == P_XOR || n->kind == P_OR) && f != last_way(p, flow->from))
        put(w,
            n->kind == P_XOR ? "<conditionExpression>modulo(g%d, %d) = %d</conditionExpression>"
                             : "<conditionExpression>modulo(floor(g%d / %d), 2) = 1"
                               "</conditionExpression>",
            flow->from, n->kind == P_XOR ? ways_of(p, flow->from) : 1 << way, way);
    put(w, "</sequenceFlow>\n", 0, 0, 0);
}

bool player_xml(const player *p, char *to, size_t size)
{
    paper w = { to, size };
    put(&w,
        "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL'>"
        "<process id='p' isExecutable='true'>\n",
        0, 0, 0);
    for (int k = 0; k < p->node_count; k++)
        put_node(&w, p, k);
    for (int f = 0; f < p->flow_count; f++)
        put_flow(&w, p, f);
    put(&w, "</process></definitions>", 0, 0, 0);
    return w.left > 0;
}

/* ---- playing ---- */

static void give(player *p, int flow)
{
    if (++p->flows[flow].tokens > PLAYER_TOKENS)
        p->too_much = true;
}

static int coming(const player *p, int node)
{
    for (int f = 0; f < p->flow_count; f++)
        if (p->flows[f].to == node && p->flows[f].tokens > 0)
            return f;
    return -1;
}

static bool all_came(const player *p, int node)
{
    bool any = false;
    for (int f = 0; f < p->flow_count; f++) {
        if (p->flows[f].to != node)
            continue;
        any = true;
        if (p->flows[f].tokens == 0)
            return false;
    }
    return any;
}

static void take_each(player *p, int node)
{
    for (int f = 0; f < p->flow_count; f++)
        if (p->flows[f].to == node && p->flows[f].tokens > 0)
            p->flows[f].tokens--;
}

static void go_all(player *p, int node)
{
    for (int f = 0; f < p->flow_count; f++)
        if (is_way(p, f, node))
            give(p, f);
}

static void go_one(player *p, int node)
{
    int ways = ways_of(p, node), want = ways > 0 ? p->nodes[node].value % ways : 0;
    for (int f = 0; f < p->flow_count; f++)
        if (is_way(p, f, node) && want-- == 0)
            give(p, f);
}

static void go_some(player *p, int node)
{
    int way = 0, last = last_way(p, node);
    bool any = false;
    for (int f = 0; f < p->flow_count; f++) {
        if (!is_way(p, f, node))
            continue;
        if (f != last && (p->nodes[node].value >> way & 1)) {
            give(p, f);
            any = true;
        }
        way++;
    }
    if (!any && last >= 0)
        give(p, last);
}

static void clear(player *p)
{
    for (int f = 0; f < p->flow_count; f++)
        p->flows[f].tokens = 0;
    p->active_count = 0;
    p->over = true;
}

static int ins_of(const player *p, int node)
{
    int n = 0;
    for (int f = 0; f < p->flow_count; f++)
        n += p->flows[f].to == node;
    return n;
}

/* one move of the node, if it can */
static bool move(player *p, int k)
{
    player_node *n = &p->nodes[k];
    int f = coming(p, k);
    if (f < 0 || p->over)
        return false;
    if (n->kind == P_AND) {
        if (!all_came(p, k))
            return false;
        take_each(p, k);
        go_all(p, k);
        return true;
    }
    if (n->kind == P_OR && ins_of(p, k) > 1)
        return false; /* looked at when nothing else moves */
    p->flows[f].tokens--;
    if (n->kind == P_TERMINATE)
        clear(p);
    else if (n->kind == P_XOR)
        go_one(p, k);
    else if (n->kind == P_OR)
        go_some(p, k);
    else if (n->kind == P_TASK && p->active_count == PLAYER_TOKENS)
        p->too_much = true;
    else if (n->kind == P_TASK)
        p->active[p->active_count++] = (player_active){ k, n->timer > 0 };
    return true;
}

/* marks the nodes from which the flow can be reached without passing through gate */
static void mark(const player *p, int node, int gate, bool *seen)
{
    if (node == gate || seen[node])
        return;
    seen[node] = true;
    for (int f = 0; f < p->flow_count; f++)
        if (p->flows[f].to == node)
            mark(p, p->flows[f].from, gate, seen);
}

/* BPMN 2.0, table 13.3 */
static bool must_wait(const player *p, int gate)
{
    bool empty[PLAYER_NODES] = { 0 }, full[PLAYER_NODES] = { 0 };
    for (int f = 0; f < p->flow_count; f++)
        if (p->flows[f].to == gate)
            mark(p, p->flows[f].from, gate, p->flows[f].tokens > 0 ? full : empty);
    for (int f = 0; f < p->flow_count; f++)
        if (p->flows[f].tokens > 0 && p->flows[f].to != gate && empty[p->flows[f].to] &&
            !full[p->flows[f].to])
            return true;
    for (int a = 0; a < p->active_count; a++)
        if (empty[p->active[a].node] && !full[p->active[a].node])
            return true;
    return false;
}

static bool move_or(player *p)
{
    for (int k = 0; k < p->node_count; k++) {
        if (p->nodes[k].kind != P_OR || ins_of(p, k) < 2 || coming(p, k) < 0 || must_wait(p, k))
            continue;
        take_each(p, k);
        go_some(p, k);
        return true;
    }
    return false;
}

void player_settle(player *p)
{
    for (bool moved = true; moved && !p->over && !p->too_much;) {
        moved = false;
        for (int k = 1; k < p->node_count && !moved; k++)
            moved = move(p, k);
        if (!moved)
            moved = move_or(p);
    }
}

static int find_active(const player *p, int node, bool armed)
{
    for (int a = 0; a < p->active_count; a++)
        if (p->active[a].node == node && (!armed || p->active[a].armed))
            return a;
    return -1;
}

static void drop(player *p, int a)
{
    for (p->active_count--; a < p->active_count; a++)
        p->active[a] = p->active[a + 1];
}

void player_done(player *p, int node)
{
    drop(p, find_active(p, node, false));
    go_all(p, node);
    player_settle(p);
}

void player_timer(player *p, int node)
{
    int a = find_active(p, node, true);
    p->active[a].armed = false;
    if (p->nodes[node].timer == 1)
        drop(p, a);
    give(p, p->nodes[node].timer_flow);
    player_settle(p);
}

int player_waiting(const player *p, int node)
{
    int n = 0;
    for (int a = 0; a < p->active_count; a++)
        n += p->active[a].node == node;
    return n;
}

int player_armed(const player *p, int node)
{
    int n = 0;
    for (int a = 0; a < p->active_count; a++)
        n += p->active[a].node == node && p->active[a].armed;
    return n;
}

bool player_alive(const player *p)
{
    if (p->active_count > 0)
        return true;
    for (int f = 0; f < p->flow_count; f++)
        if (p->flows[f].tokens > 0)
            return true;
    return false;
}
