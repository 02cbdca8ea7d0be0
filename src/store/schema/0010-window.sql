-- 0010-window.sql - applications entered at a service window, and people found by the number of their card.

ALTER TABLE application ADD COLUMN taken_by BIGINT NOT NULL DEFAULT 0; -- the clerk's account; 0 = by the applicant
CREATE INDEX application_by_taker ON application (taken_by, id);

-- A sealed value cannot be searched for; its mark can: equal values have equal marks, and only who has the key makes them.
CREATE TABLE party_mark (
    field TEXT NOT NULL,
    mark TEXT NOT NULL,           -- HMAC-SHA256 in hex (city/party_seal.c)
    party_id INTEGER NOT NULL REFERENCES party (id),
    PRIMARY KEY (field, mark)
);
CREATE INDEX party_mark_by_party ON party_mark (party_id, field);
