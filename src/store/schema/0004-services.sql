-- 0004-services.sql - people as the city knows them, applications, licences, ratings, files.
-- Times are UTC microseconds. Columns named sealed hold AES-256-GCM bytes (city/party_seal.c): no personal
-- value stands here in clear.

CREATE TABLE party (
    id INTEGER PRIMARY KEY,
    party_key TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('person', 'body')),
    login TEXT UNIQUE,            -- of the account that is this person; null: has none
    changed_us BIGINT NOT NULL
);

-- One row a fact, with where it is from and how far it may be trusted (A-D).
CREATE TABLE party_fact (
    party_id INTEGER NOT NULL REFERENCES party (id),
    field TEXT NOT NULL,
    sealed BLOB NOT NULL,
    source TEXT NOT NULL,
    grade TEXT NOT NULL,
    checked_us BIGINT NOT NULL,
    PRIMARY KEY (party_id, field)
);

-- Who looked at whose data, for what; the person sees it.
CREATE TABLE party_access (
    id INTEGER PRIMARY KEY,
    time_us BIGINT NOT NULL,
    party_id INTEGER NOT NULL REFERENCES party (id),
    case_id BIGINT NOT NULL,      -- 0 = none
    user_id BIGINT NOT NULL,
    who TEXT NOT NULL,
    unit_zh TEXT NOT NULL,
    unit_en TEXT NOT NULL,
    purpose_zh TEXT NOT NULL,
    purpose_en TEXT NOT NULL,
    what TEXT NOT NULL
);
CREATE INDEX party_access_by_party ON party_access (party_id, id);
CREATE INDEX party_access_by_case ON party_access (case_id, id);

-- A photo or paper; its bytes are a file of the data folder, named by their hash.
CREATE TABLE file (
    id INTEGER PRIMARY KEY,
    sha256 TEXT NOT NULL,
    size_bytes BIGINT NOT NULL,
    type TEXT NOT NULL,
    name TEXT NOT NULL,
    owner_id BIGINT NOT NULL,
    case_id BIGINT NOT NULL,      -- 0 = not yet part of a case
    division TEXT NOT NULL,
    created_us BIGINT NOT NULL
);
CREATE INDEX file_by_case ON file (case_id, id);

CREATE TABLE application (
    id INTEGER PRIMARY KEY,
    matter TEXT NOT NULL,
    party_id INTEGER NOT NULL REFERENCES party (id),
    user_id BIGINT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'submitted', 'accepted', 'reviewing',
        'waiting_applicant', 'approved', 'refused', 'withdrawn')),
    case_id BIGINT NOT NULL,      -- 0 = draft
    division TEXT NOT NULL,       -- of the office that has it; '' = draft
    office TEXT NOT NULL,         -- key of the pack's office
    first_office TEXT NOT NULL,   -- as the applicant chose
    transfers INTEGER NOT NULL,
    supplements INTEGER NOT NULL,
    sealed BLOB NOT NULL,         -- answers and prefilled values, JSON
    notice TEXT NOT NULL,         -- JSON {title,text,rule}; '' = none
    missing TEXT NOT NULL,        -- JSON list of Text
    created_us BIGINT NOT NULL,
    submitted_us BIGINT NOT NULL, -- 0 = not yet; so below
    accepted_us BIGINT NOT NULL,
    due_us BIGINT NOT NULL,
    paused_us BIGINT NOT NULL,    -- since when the clock stands
    decided_us BIGINT NOT NULL,
    licence_id BIGINT NOT NULL
);
CREATE INDEX application_by_user ON application (user_id, id);
CREATE INDEX application_by_case ON application (case_id);
CREATE INDEX application_by_party ON application (party_id, matter, submitted_us);

CREATE TABLE application_history (
    application_id INTEGER NOT NULL REFERENCES application (id),
    n INTEGER NOT NULL,
    time_us BIGINT NOT NULL,
    text_zh TEXT NOT NULL,
    text_en TEXT NOT NULL,
    why_zh TEXT NOT NULL,
    why_en TEXT NOT NULL,
    PRIMARY KEY (application_id, n)
);

CREATE TABLE licence (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    party_id INTEGER NOT NULL REFERENCES party (id),
    application_id INTEGER NOT NULL,
    division TEXT NOT NULL,       -- of the issuing office
    issuer_zh TEXT NOT NULL,
    issuer_en TEXT NOT NULL,
    number TEXT NOT NULL UNIQUE,
    serial BIGINT NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    status_index BIGINT NOT NULL UNIQUE,
    sealed BLOB NOT NULL,         -- its facts, JSON {id: value}
    issued_us BIGINT NOT NULL,
    expires_us BIGINT NOT NULL,   -- the largest number = never
    revoked_us BIGINT NOT NULL,   -- 0 = not revoked
    revoked_by TEXT NOT NULL,
    revoked_why TEXT NOT NULL
);
CREATE INDEX licence_by_party ON licence (party_id, id);
CREATE INDEX licence_revoked ON licence (revoked_us, status_index);

-- Codes that were verified once; kept until they could no longer pass anyway.
CREATE TABLE licence_nonce (
    nonce TEXT PRIMARY KEY,
    expires_s BIGINT NOT NULL
);
CREATE INDEX licence_nonce_by_end ON licence_nonce (expires_s);

CREATE TABLE licence_check (
    id INTEGER PRIMARY KEY,
    licence_id INTEGER NOT NULL,
    time_us BIGINT NOT NULL,
    reason TEXT NOT NULL,
    who TEXT NOT NULL,            -- '' = not signed in
    facts TEXT NOT NULL           -- JSON list of the labels that were shown
);
CREATE INDEX licence_check_by_licence ON licence_check (licence_id, id);

-- One a case (GB/T 39734: one case, one rating). 1 = very satisfied ... 5 (GB/T 39046 A.8).
CREATE TABLE rating (
    case_id BIGINT PRIMARY KEY,
    application_id INTEGER NOT NULL UNIQUE,
    score INTEGER NOT NULL CHECK (score BETWEEN 1 AND 5),
    reasons TEXT NOT NULL,        -- JSON list of the pack's reason ids
    text TEXT NOT NULL,
    time_us BIGINT NOT NULL,
    callback_case BIGINT NOT NULL, -- 0 = none
    callback_due_us BIGINT NOT NULL
);
