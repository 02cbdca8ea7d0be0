-- Who can be sent, what was told to machines, and the official warnings.
CREATE TABLE unit (
    id BIGINT NOT NULL PRIMARY KEY,
    unit_key TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    division TEXT NOT NULL,
    name_zh TEXT NOT NULL,
    name_en TEXT NOT NULL,
    capabilities TEXT NOT NULL, -- comma separated
    login TEXT NOT NULL,        -- of the account that speaks for it; '' = none
    state BIGINT NOT NULL,      -- 0 free, 1 going, 2 on site, 3 offline
    lat DOUBLE PRECISION NOT NULL,
    lon DOUBLE PRECISION NOT NULL,
    seen_at BIGINT NOT NULL,
    case_id BIGINT NOT NULL     -- what it is busy with; 0 = nothing
);
CREATE INDEX unit_by_login ON unit (login);
CREATE INDEX unit_by_case ON unit (case_id);

-- A command to a machine: written before it is sent, ended by its answer or by its time.
CREATE TABLE command (
    id BIGINT NOT NULL PRIMARY KEY,
    division TEXT NOT NULL,
    thing BIGINT NOT NULL,
    actuator TEXT NOT NULL, -- the thing's key
    action TEXT NOT NULL,
    params TEXT NOT NULL,   -- JSON object
    case_id BIGINT NOT NULL,
    job BIGINT NOT NULL,    -- of the case that waits for its end; 0 = none
    state BIGINT NOT NULL,  -- 0 sent, 1 acknowledged, 2 done, 3 failed, 4 timed out
    issued_at BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    answered_at BIGINT,
    answer TEXT
);
CREATE INDEX command_by_actuator ON command (actuator, id);
CREATE INDEX command_by_case ON command (case_id, id);
CREATE INDEX command_by_due ON command (state, due_at);

-- Official warnings (CAP): one row a message; which one stands for what follows from references.
CREATE TABLE warning (
    id BIGINT NOT NULL PRIMARY KEY,
    identifier TEXT NOT NULL,
    sender TEXT NOT NULL,
    sent BIGINT NOT NULL,
    message_type TEXT NOT NULL,
    state BIGINT NOT NULL, -- 0 active, 1 updated by a later one, 2 cancelled
    replaced_by BIGINT,
    event TEXT NOT NULL,
    severity TEXT NOT NULL,
    headline TEXT NOT NULL,
    effective BIGINT NOT NULL,
    expires BIGINT,
    divisions TEXT NOT NULL, -- JSON list of codes it touches
    thing_count BIGINT NOT NULL,
    page TEXT NOT NULL, -- what screens show, JSON
    xml BLOB NOT NULL, -- as it came, in whatever encoding
    UNIQUE (sender, identifier, sent)
);
CREATE INDEX warning_by_state ON warning (state, expires);
CREATE TABLE warning_thing (
    warning BIGINT NOT NULL,
    thing BIGINT NOT NULL,
    PRIMARY KEY (warning, thing)
);
-- Which message an Update or Cancel speaks of ("sender,identifier,sent"), kept because the later one may come first.
CREATE TABLE warning_reference (
    target TEXT NOT NULL,
    warning BIGINT NOT NULL,
    message_type TEXT NOT NULL,
    PRIMARY KEY (target, warning)
);
