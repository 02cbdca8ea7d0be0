-- 0009-request.sql - what people report: one row beside the case that looks after it.
-- Times are UTC microseconds. sealed holds AES-256-GCM bytes (city/party_seal.c) of the words and of who said them.

CREATE TABLE service_request (
    case_id BIGINT NOT NULL PRIMARY KEY,
    type TEXT NOT NULL,           -- code in the pack's requests.json
    source TEXT NOT NULL,         -- open311, portal, desk
    user_id BIGINT NOT NULL,      -- the account that sent it
    address TEXT NOT NULL,
    lat DOUBLE PRECISION,
    lon DOUBLE PRECISION,
    media_url TEXT NOT NULL,
    attributes TEXT NOT NULL,     -- JSON object: code -> value or list of values
    requested_at BIGINT NOT NULL,
    sealed BLOB NOT NULL
);
CREATE INDEX service_request_by_place ON service_request (type, lat);
CREATE INDEX service_request_by_time ON service_request (requested_at, case_id);
CREATE INDEX service_request_by_user ON service_request (user_id, case_id);
