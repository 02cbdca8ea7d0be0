-- 0003-case.sql - cases of both nets, the people's tasks in them, their timers, jobs, messages and history.
-- Times are UTC microseconds. A case's process is one value (instance), written by each step.

CREATE TABLE city_case (
    id BIGINT NOT NULL PRIMARY KEY,
    case_no TEXT NOT NULL UNIQUE,  -- for people: FX-1030-0001
    scenario TEXT NOT NULL,        -- or matter: key in the pack
    process TEXT NOT NULL,
    pack_version TEXT NOT NULL,
    once_key TEXT UNIQUE,          -- one open case for each; null when it is over
    thing TEXT NOT NULL,           -- its key; '' = none
    application BIGINT NOT NULL,   -- 0 = none
    division TEXT NOT NULL,
    title_zh TEXT NOT NULL,
    title_en TEXT NOT NULL,
    place_zh TEXT NOT NULL,
    place_en TEXT NOT NULL,
    level BIGINT NOT NULL,
    state BIGINT NOT NULL,         -- 0 new, 1 active, 2 closed, 3 cancelled
    event_time BIGINT NOT NULL,
    opened_at BIGINT NOT NULL,
    closed_at BIGINT,
    value DOUBLE PRECISION,
    unit TEXT NOT NULL,
    trend BIGINT NOT NULL,         -- -1 falls, 0, 1 rises
    lat DOUBLE PRECISION,
    lon DOUBLE PRECISION,
    status_zh TEXT NOT NULL,
    status_en TEXT NOT NULL,
    seen_by TEXT NOT NULL,
    outcome TEXT NOT NULL,         -- why it ended other than by its plan: reason, incident
    why TEXT NOT NULL,             -- JSON: rule, reading, condition that opened it; '' = none
    data TEXT NOT NULL,            -- JSON: the process variables
    due_at BIGINT,                 -- deadline of the whole case
    due_start BIGINT,
    due_amount BIGINT NOT NULL,
    due_unit TEXT NOT NULL,
    due_paused_at BIGINT,
    due_left BIGINT NOT NULL,      -- while paused: what is left, in days or microseconds
    instance BLOB NOT NULL
);
CREATE INDEX city_case_by_thing ON city_case (thing, id);
CREATE INDEX city_case_by_scenario ON city_case (scenario, id);
CREATE INDEX city_case_by_state ON city_case (state, id);
CREATE INDEX city_case_by_division ON city_case (division, id);
CREATE INDEX city_case_by_due ON city_case (due_at, id);
CREATE INDEX city_case_by_application ON city_case (application);

CREATE TABLE case_counter (
    day_key TEXT NOT NULL PRIMARY KEY, -- FX-1030
    n BIGINT NOT NULL
);

-- Append only.
CREATE TABLE case_history (
    case_id BIGINT NOT NULL,
    n BIGINT NOT NULL,
    time_us BIGINT NOT NULL,
    kind TEXT NOT NULL,
    shown BIGINT NOT NULL,         -- 0: only for the drawing
    actor TEXT NOT NULL,
    element TEXT NOT NULL,
    name_zh TEXT NOT NULL,
    name_en TEXT NOT NULL,
    text_zh TEXT NOT NULL,
    text_en TEXT NOT NULL,
    why TEXT NOT NULL,             -- JSON; '' = none
    PRIMARY KEY (case_id, n)
);

CREATE TABLE task (
    id BIGINT NOT NULL PRIMARY KEY,
    case_id BIGINT NOT NULL,
    token BIGINT NOT NULL,
    element TEXT NOT NULL,
    name_zh TEXT NOT NULL,
    name_en TEXT NOT NULL,
    form TEXT NOT NULL,
    candidates TEXT NOT NULL,      -- ",duty,crew,": roles with a comma around each
    assignee TEXT NOT NULL,        -- a login or a unit's key; '' = nobody yet
    division TEXT NOT NULL,
    state BIGINT NOT NULL,         -- 0 open, 1 claimed, 2 accepted, 3 on site, 4 done, 5 cancelled
    opened_at BIGINT NOT NULL,
    claimed_at BIGINT,
    ended_at BIGINT,
    due_at BIGINT,
    ended_by TEXT NOT NULL,
    answers TEXT NOT NULL,         -- JSON; '' = none yet
    refused_by TEXT NOT NULL,      -- ",crew-7:busy,": who was asked and said no, and why
    question_zh TEXT NOT NULL,
    question_en TEXT NOT NULL,
    instructions_zh TEXT NOT NULL,
    instructions_en TEXT NOT NULL,
    why_zh TEXT NOT NULL,
    why_en TEXT NOT NULL,
    UNIQUE (case_id, token)
);
CREATE INDEX task_by_state ON task (state, division, id);
CREATE INDEX task_by_assignee ON task (assignee, state, id);

CREATE TABLE case_timer (
    case_id BIGINT NOT NULL,
    token BIGINT NOT NULL,
    element TEXT NOT NULL,
    due_at BIGINT NOT NULL,
    failures BIGINT NOT NULL,
    PRIMARY KEY (case_id, token)
);
CREATE INDEX case_timer_by_due ON case_timer (due_at);

CREATE TABLE case_wait (
    case_id BIGINT NOT NULL,
    token BIGINT NOT NULL,
    message TEXT NOT NULL,
    wait_key TEXT NOT NULL,
    PRIMARY KEY (case_id, token)
);
CREATE INDEX case_wait_by_message ON case_wait (message, wait_key);

CREATE TABLE case_job (
    id BIGINT NOT NULL PRIMARY KEY,
    case_id BIGINT NOT NULL,
    token BIGINT NOT NULL,
    element TEXT NOT NULL,
    kind TEXT NOT NULL,
    headers TEXT NOT NULL,         -- JSON
    inputs TEXT NOT NULL,          -- JSON
    state BIGINT NOT NULL,         -- 0 open, 1 done, 2 failed, 3 cancelled
    opened_at BIGINT NOT NULL,
    ended_at BIGINT,
    result TEXT NOT NULL,          -- JSON of what came, or the error's code
    UNIQUE (case_id, token)
);
CREATE INDEX case_job_by_state ON case_job (state, kind, id);
