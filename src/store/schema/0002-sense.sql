-- Sensors and what they said: the entities of OGC SensorThings 1.1 part 1, and the city's own view of a thing
-- (key, type, division, place). Times are UTC microseconds.
CREATE TABLE thing (
    id BIGINT NOT NULL PRIMARY KEY,
    thing_key TEXT NOT NULL UNIQUE,
    type TEXT NOT NULL,
    division TEXT NOT NULL,
    name TEXT NOT NULL,
    name_en TEXT NOT NULL,
    description TEXT NOT NULL,
    lat DOUBLE PRECISION,
    lon DOUBLE PRECISION,
    properties TEXT
);
CREATE INDEX thing_by_division ON thing (division, id);

CREATE TABLE location (
    id BIGINT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    encoding_type TEXT NOT NULL,
    location TEXT NOT NULL,
    properties TEXT
);
CREATE TABLE thing_location (
    thing BIGINT NOT NULL,
    location BIGINT NOT NULL,
    PRIMARY KEY (thing, location)
);
CREATE INDEX thing_location_back ON thing_location (location, thing);

CREATE TABLE historical_location (
    id BIGINT NOT NULL PRIMARY KEY,
    thing BIGINT NOT NULL,
    time BIGINT NOT NULL
);
CREATE INDEX historical_location_by_thing ON historical_location (thing, time);
CREATE TABLE historical_location_location (
    historical_location BIGINT NOT NULL,
    location BIGINT NOT NULL,
    PRIMARY KEY (historical_location, location)
);
CREATE INDEX historical_location_back ON historical_location_location (location, historical_location);

CREATE TABLE sensor (
    id BIGINT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    encoding_type TEXT NOT NULL,
    metadata TEXT NOT NULL,
    properties TEXT
);
CREATE TABLE observed_property (
    id BIGINT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    definition TEXT NOT NULL,
    description TEXT NOT NULL,
    properties TEXT
);
CREATE TABLE feature_of_interest (
    id BIGINT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    encoding_type TEXT NOT NULL,
    feature TEXT NOT NULL,
    properties TEXT
);
CREATE TABLE datastream (
    id BIGINT NOT NULL PRIMARY KEY,
    district BIGINT NOT NULL, -- the first 6 digits of the thing's division
    thing BIGINT NOT NULL,
    sensor BIGINT NOT NULL,
    observed_property BIGINT NOT NULL,
    feature BIGINT NOT NULL, -- what is observed unless an observation says otherwise
    stream_key TEXT NOT NULL, -- the thing type's name for it: depth, level, ...
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    observation_type TEXT NOT NULL,
    unit TEXT NOT NULL, -- the JSON object unitOfMeasurement
    properties TEXT
);
CREATE INDEX datastream_by_thing ON datastream (thing, id);
CREATE INDEX datastream_by_sensor ON datastream (sensor, id);
CREATE INDEX datastream_by_property ON datastream (observed_property, id);

-- The big one: clustered by its key, so a series is one stretch of the file and there is no second index.
CREATE TABLE observation (
    district BIGINT NOT NULL,
    datastream BIGINT NOT NULL,
    time BIGINT NOT NULL, -- phenomenonTime, or its start
    n BIGINT NOT NULL, -- 0, or a counter where one time has several results
    result DOUBLE PRECISION, -- null: in extra
    result_time BIGINT,
    received BIGINT NOT NULL,
    extra TEXT, -- JSON of what few observations have: end, result, quality, valid, parameters, feature
    PRIMARY KEY (district, datastream, time, n)
) WITHOUT ROWID;

-- Readings that a gauge cannot have measured: the latest refused one of a datastream, for the screens.
CREATE TABLE implausible (
    datastream BIGINT NOT NULL PRIMARY KEY,
    time BIGINT NOT NULL,
    value TEXT NOT NULL,
    received BIGINT NOT NULL,
    count BIGINT NOT NULL
);

-- What the watch rules found: one row an episode (from raise to clear, in the observations' own time).
CREATE TABLE episode (
    id BIGINT NOT NULL PRIMARY KEY,
    rule TEXT NOT NULL,
    datastream BIGINT NOT NULL,
    start_time BIGINT NOT NULL,
    end_time BIGINT,
    peak DOUBLE PRECISION NOT NULL,
    level BIGINT NOT NULL,
    case_id BIGINT NOT NULL
);
CREATE INDEX episode_by_stream ON episode (datastream, rule, start_time);
CREATE INDEX episode_by_case ON episode (case_id);
