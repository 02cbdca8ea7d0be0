/* sense_model.c - the table of sense_model.h: OGC 18-088 tables 6 to 23. */
#include "ops/sense_model.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static const sense_column thing_columns[] = {
    { "name", "{c}.name", SENSE_TEXT, true },
    { "description", "{c}.description", SENSE_TEXT, true },
    { "properties", "{c}.properties", SENSE_JSON, false },
};
static const sense_link thing_links[] = {
    { "Locations", SENSE_LOCATION, true,
      "{c}.id IN (SELECT location FROM thing_location WHERE thing = {p}.id)" },
    { "HistoricalLocations", SENSE_HISTORICAL_LOCATION, true, "{c}.thing = {p}.id" },
    { "Datastreams", SENSE_DATASTREAM, true, "{c}.thing = {p}.id" },
};

static const sense_column location_columns[] = {
    { "name", "{c}.name", SENSE_TEXT, true },
    { "description", "{c}.description", SENSE_TEXT, true },
    { "encodingType", "{c}.encoding_type", SENSE_TEXT, true },
    { "location", "{c}.location", SENSE_JSON, true },
    { "properties", "{c}.properties", SENSE_JSON, false },
};
static const sense_link location_links[] = {
    { "Things", SENSE_THING, true,
      "{c}.id IN (SELECT thing FROM thing_location WHERE location = {p}.id)" },
    { "HistoricalLocations", SENSE_HISTORICAL_LOCATION, true,
      "{c}.id IN (SELECT historical_location FROM historical_location_location"
      " WHERE location = {p}.id)" },
};

static const sense_column historical_columns[] = {
    { "time", "{c}.time", SENSE_TIME, true },
};
static const sense_link historical_links[] = {
    { "Thing", SENSE_THING, false, "{c}.id = {p}.thing" },
    { "Locations", SENSE_LOCATION, true,
      "{c}.id IN (SELECT location FROM historical_location_location"
      " WHERE historical_location = {p}.id)" },
};

#define SERIES_END(which)                                               \
    "(SELECT o.time FROM observation o WHERE o.district = {c}.district" \
    " AND o.datastream = {c}.id ORDER BY o.time " which " LIMIT 1)"

static const sense_column datastream_columns[] = {
    { "name", "{c}.name", SENSE_TEXT, true },
    { "description", "{c}.description", SENSE_TEXT, true },
    { "observationType", "{c}.observation_type", SENSE_TEXT, true },
    { "unitOfMeasurement", "{c}.unit", SENSE_JSON, true },
    { "phenomenonTime", SERIES_END("ASC") " || '/' || " SERIES_END("DESC"), SENSE_COMPUTED, false },
    { "properties", "{c}.properties", SENSE_JSON, false },
};
static const sense_link datastream_links[] = {
    { "Thing", SENSE_THING, false, "{c}.id = {p}.thing" },
    { "Sensor", SENSE_SENSOR, false, "{c}.id = {p}.sensor" },
    { "ObservedProperty", SENSE_OBSERVED_PROPERTY, false, "{c}.id = {p}.observed_property" },
    { "Observations", SENSE_OBSERVATION, true,
      "{c}.district = {p}.district AND {c}.datastream = {p}.id" },
};

static const sense_column sensor_columns[] = {
    { "name", "{c}.name", SENSE_TEXT, true },
    { "description", "{c}.description", SENSE_TEXT, true },
    { "encodingType", "{c}.encoding_type", SENSE_TEXT, true },
    { "metadata", "{c}.metadata", SENSE_JSON, true },
    { "properties", "{c}.properties", SENSE_JSON, false },
};
static const sense_link sensor_links[] = {
    { "Datastreams", SENSE_DATASTREAM, true, "{c}.sensor = {p}.id" },
};

static const sense_column property_columns[] = {
    { "name", "{c}.name", SENSE_TEXT, true },
    { "definition", "{c}.definition", SENSE_TEXT, true },
    { "description", "{c}.description", SENSE_TEXT, true },
    { "properties", "{c}.properties", SENSE_JSON, false },
};
static const sense_link property_links[] = {
    { "Datastreams", SENSE_DATASTREAM, true, "{c}.observed_property = {p}.id" },
};

static const sense_column observation_columns[] = {
    { "phenomenonTime", "{c}.time", SENSE_PERIOD, false },
    { "result", "{c}.result", SENSE_NUMBER, true },
    { "resultTime", "{c}.result_time", SENSE_TIME, false },
    { "resultQuality", "quality", SENSE_EXTRA, false },
    { "validTime", "valid", SENSE_EXTRA, false },
    { "parameters", "parameters", SENSE_EXTRA, false },
};
static const sense_link observation_links[] = {
    { "Datastream", SENSE_DATASTREAM, false, "{c}.id = {p}.datastream" },
    { "FeatureOfInterest", SENSE_FEATURE, false,
      "{c}.id = (SELECT d.feature FROM datastream d WHERE d.id = {p}.datastream)" },
};

static const sense_column feature_columns[] = {
    { "name", "{c}.name", SENSE_TEXT, true },
    { "description", "{c}.description", SENSE_TEXT, true },
    { "encodingType", "{c}.encoding_type", SENSE_TEXT, true },
    { "feature", "{c}.feature", SENSE_JSON, true },
    { "properties", "{c}.properties", SENSE_JSON, false },
};
static const sense_link feature_links[] = {
    { "Observations", SENSE_OBSERVATION, true,
      "EXISTS (SELECT 1 FROM datastream d WHERE d.feature = {p}.id AND d.id = {c}.datastream"
      " AND d.district = {c}.district)" },
};

#define ROW(set, one, table, id, order, prefix)                                                \
    {                                                                                          \
        set, one, table, id, order, prefix##_columns, COUNT(prefix##_columns), prefix##_links, \
            COUNT(prefix##_links)                                                              \
    }

static const sense_entity entities[SENSE_KINDS] = {
    [SENSE_THING] = ROW("Things", "Thing", "thing", "{c}.id", "{c}.id", thing),
    [SENSE_LOCATION] = ROW("Locations", "Location", "location", "{c}.id", "{c}.id", location),
    [SENSE_HISTORICAL_LOCATION] = ROW("HistoricalLocations", "HistoricalLocation",
                                      "historical_location", "{c}.id", "{c}.id", historical),
    [SENSE_DATASTREAM] =
        ROW("Datastreams", "Datastream", "datastream", "{c}.id", "{c}.id", datastream),
    [SENSE_SENSOR] = ROW("Sensors", "Sensor", "sensor", "{c}.id", "{c}.id", sensor),
    [SENSE_OBSERVED_PROPERTY] = ROW("ObservedProperties", "ObservedProperty", "observed_property",
                                    "{c}.id", "{c}.id", property),
    [SENSE_OBSERVATION] = ROW(
        "Observations", "Observation", "observation",
        "{c}.datastream || '-' || {c}.time || CASE WHEN {c}.n > 0 THEN '-' || {c}.n ELSE '' END",
        "{c}.district, {c}.datastream, {c}.time, {c}.n", observation),
    [SENSE_FEATURE] = ROW("FeaturesOfInterest", "FeatureOfInterest", "feature_of_interest",
                          "{c}.id", "{c}.id", feature),
};

const sense_entity *sense_entity_of(sense_kind kind)
{
    return &entities[kind];
}

bool sense_kind_of_set(xc_str set, sense_kind *ret)
{
    for (int kind = 0; kind < SENSE_KINDS; kind++)
        if (xc_str_is(set, entities[kind].set)) {
            *ret = (sense_kind)kind;
            return true;
        }
    return false;
}

const sense_column *sense_column_find(const sense_entity *e, xc_str name)
{
    for (size_t i = 0; i < e->column_count; i++)
        if (xc_str_is(name, e->columns[i].name))
            return &e->columns[i];
    return NULL;
}

const sense_link *sense_link_find(const sense_entity *e, xc_str name)
{
    for (size_t i = 0; i < e->link_count; i++)
        if (xc_str_is(name, e->links[i].name))
            return &e->links[i];
    return NULL;
}
