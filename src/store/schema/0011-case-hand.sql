-- 0011-case-hand.sql - what officials do with a case beside its plan.
-- Times are UTC microseconds.

CREATE TABLE case_mark (
    case_id BIGINT NOT NULL PRIMARY KEY,
    urged BIGINT NOT NULL,         -- how often
    supervised_by TEXT NOT NULL,   -- login; '' = nobody
    held_by TEXT NOT NULL,         -- login; '' = it is not held
    held_at BIGINT,
    clock_stopped BIGINT NOT NULL  -- 1: the hold stopped the clock, its release starts it
);

CREATE TABLE case_extension (
    case_id BIGINT NOT NULL,
    n BIGINT NOT NULL,
    asked_by TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    amount BIGINT NOT NULL,
    unit TEXT NOT NULL,
    reason TEXT NOT NULL,
    state BIGINT NOT NULL,         -- 0 asked, 1 approved, 2 refused
    decided_by TEXT NOT NULL,
    decided_at BIGINT,
    decision TEXT NOT NULL,
    PRIMARY KEY (case_id, n)
);

-- Tasks that people ask of each other: a signature, help. Rows of task with a negative token.
CREATE TABLE task_side (
    task_id BIGINT NOT NULL PRIMARY KEY,
    of_task BIGINT NOT NULL,
    kind TEXT NOT NULL,            -- sign, assist
    asked_by TEXT NOT NULL,
    question TEXT NOT NULL
);
CREATE INDEX task_side_by_task ON task_side (of_task);

-- Both directions are rows.
CREATE TABLE case_link (
    case_id BIGINT NOT NULL,
    kind TEXT NOT NULL,            -- duplicate, original, parent, child, related
    other BIGINT NOT NULL,
    PRIMARY KEY (case_id, kind, other)
);
