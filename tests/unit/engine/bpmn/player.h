/* player.h - a plain token player for processes, written apart from the engine: random processes
 * run on both, and both must wait at the same places after every step.
 *
 * A process is a random graph of user tasks, gateways and ends, with timers on some tasks. Bytes
 * make the graph and then the order in which things happen; the same bytes give the same run. */
#ifndef BPMN_TEST_PLAYER_H
#define BPMN_TEST_PLAYER_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { PLAYER_NODES = 16, PLAYER_FLOWS = 40, PLAYER_TOKENS = 120 };

typedef enum { P_START, P_TASK, P_XOR, P_AND, P_OR, P_END, P_TERMINATE } player_kind;

typedef struct {
    player_kind kind;
    int timer; /* task: 0 none, 1 interrupting boundary timer, 2 not interrupting */
    int timer_flow;
    int value; /* split: which ways (a bit each for P_OR); tasks change it */
} player_node;

typedef struct {
    int from, to;
    int tokens;
} player_flow;

typedef struct {
    int node;
    bool armed; /* its timer */
} player_active;

typedef struct {
    const uint8_t *bytes;
    size_t len, at;
    player_node nodes[PLAYER_NODES];
    int node_count;
    player_flow flows[PLAYER_FLOWS];
    int flow_count;
    player_active active[PLAYER_TOKENS];
    int active_count;
    bool over, too_much; /* too_much: more tokens than the player keeps; the run is not judged */
} player;

/* 0 when the bytes are used up */
uint8_t player_byte(player *p);

/* Reads bytes into a graph and puts a token at its start. */
void player_new(player *p, const uint8_t *bytes, size_t len);
/* The graph as a BPMN file; false: out of room. */
bool player_xml(const player *p, char *to, size_t size);

/* Moves tokens until all wait. */
void player_settle(player *p);
/* The oldest active token of that task is done, or the oldest armed timer fires. */
void player_done(player *p, int node);
void player_timer(player *p, int node);
/* How many tokens wait at the task; how many of them with an armed timer. */
int player_waiting(const player *p, int node);
int player_armed(const player *p, int node);
/* Whether anything is left anywhere. */
bool player_alive(const player *p);

#endif
