-- 0001-base.sql - what every city has: events, the audit chain, people who may come in.
-- Times are UTC microseconds; divisions are digits, a prefix is a subtree.

CREATE TABLE meta (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
);

-- What happened, for screens that resume. Only the newest rows are kept (city/event.c).
CREATE TABLE event (
    seq INTEGER PRIMARY KEY,
    time_us INTEGER NOT NULL,
    type TEXT NOT NULL,
    division TEXT NOT NULL,
    audience TEXT NOT NULL,
    json TEXT NOT NULL
);

-- Who changed what; each entry's hash covers the hash before it (city/audit.c).
CREATE TABLE audit (
    seq INTEGER PRIMARY KEY,
    time_us INTEGER NOT NULL,
    actor_id INTEGER NOT NULL,
    actor TEXT NOT NULL,
    role TEXT NOT NULL,
    source TEXT NOT NULL,
    action TEXT NOT NULL,
    object TEXT NOT NULL,
    division TEXT NOT NULL,
    json TEXT NOT NULL,
    prev_hash BLOB NOT NULL,
    hash BLOB NOT NULL
);

CREATE TABLE city_user (
    id INTEGER PRIMARY KEY,
    login TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('staff', 'resident', 'crew', 'integrator')),
    roles TEXT NOT NULL,          -- role ids, separated by blanks
    division TEXT NOT NULL,       -- prefix that bounds what the user may touch
    unit TEXT NOT NULL,           -- key of the crew's or clerk's unit; '' = none
    language TEXT NOT NULL,
    password TEXT NOT NULL,       -- argon2id text; '' = cannot sign in by password
    active INTEGER NOT NULL,
    created_us INTEGER NOT NULL,
    changed_us INTEGER NOT NULL
);

-- A signed-in browser. Only the hash of the cookie is kept.
CREATE TABLE session (
    id_hash BLOB PRIMARY KEY,
    user_id INTEGER NOT NULL REFERENCES city_user (id) ON DELETE CASCADE,
    csrf TEXT NOT NULL,
    peer TEXT NOT NULL,
    created_us INTEGER NOT NULL,
    seen_us INTEGER NOT NULL,
    expires_us INTEGER NOT NULL
);
CREATE INDEX session_by_user ON session (user_id);
CREATE INDEX session_by_end ON session (expires_us);

-- An integrator's key. Only its hash is kept; several may bear one name, so that they can be changed one
-- after the other.
CREATE TABLE token (
    id INTEGER PRIMARY KEY,
    hash BLOB NOT NULL UNIQUE,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    division TEXT NOT NULL,
    created_us INTEGER NOT NULL,
    expires_us INTEGER NOT NULL,  -- 0 = never
    revoked_us INTEGER NOT NULL   -- 0 = valid
);
CREATE INDEX token_by_name ON token (name);

-- Failed sign-ins by account ("login:zhoumin") and by address ("peer:10.0.0.7").
CREATE TABLE login_failure (
    key TEXT PRIMARY KEY,
    count INTEGER NOT NULL,
    first_us INTEGER NOT NULL,
    until_us INTEGER NOT NULL
);
CREATE INDEX login_failure_by_age ON login_failure (first_us);
