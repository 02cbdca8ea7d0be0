-- 0006-latest.sql - what is true now, kept beside what happened: the newest reading of each datastream, the value of
-- each case. Times are UTC microseconds.

-- One row a datastream, in the order of their things (ops/latest.c). Type, key and division are its thing's: a screen
-- of a whole city reads this table once, from end to end.
CREATE TABLE latest (
    thing BIGINT NOT NULL,
    datastream BIGINT NOT NULL,
    thing_type TEXT NOT NULL,
    stream_key TEXT NOT NULL,
    division TEXT NOT NULL,
    time BIGINT,              -- of the newest numeric reading, by its own time; null: none yet
    received BIGINT,          -- when that one came
    value DOUBLE PRECISION,
    PRIMARY KEY (thing, datastream)
) WITHOUT ROWID;

INSERT INTO latest (thing, datastream, thing_type, stream_key, division, time, received, value)
SELECT d.thing, d.id, t.type, d.stream_key, t.division, o.time, o.received, o.result
FROM datastream d JOIN thing t ON t.id = d.thing
LEFT JOIN observation o ON o.district = d.district AND o.datastream = d.id AND o.result IS NOT NULL
    AND o.time = (SELECT n.time FROM observation n WHERE n.district = d.district AND n.datastream = d.id
        AND n.result IS NOT NULL ORDER BY n.time DESC LIMIT 1)
    AND o.n = (SELECT n.n FROM observation n WHERE n.district = d.district AND n.datastream = d.id
        AND n.result IS NOT NULL ORDER BY n.time DESC, n.n DESC LIMIT 1);

-- Episodes that go on are few among all that ever were.
CREATE INDEX episode_open ON episode (datastream) WHERE end_time IS NULL;

-- What a case is about, as its newest reading has it (city/case_value.c). fresh: its process has not been told yet.
CREATE TABLE case_value (
    case_id BIGINT NOT NULL PRIMARY KEY,
    value DOUBLE PRECISION NOT NULL,
    trend BIGINT NOT NULL,    -- -1 falls, 0, 1 rises
    fresh BIGINT NOT NULL
);
