// storm.test.mjs - the storm of 30 October 2025, replayed: one case a flooded sensor, at the recorded times, at any
// speed, and across a kill -9. What is expected is reckoned here from the outside CSV, in inches, by itself.
import assert from 'node:assert/strict'
import { execFile, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { City, program, root, sharedFolder } from './lib/city.mjs'

const run = promisify(execFile)
const shared = sharedFolder()
const storm = join(root, 'packs/newyork/storm')

// sensor -> {at: time of its first reading of 20 cm or more, dry: whether one under 5 cm follows}
function expected() {
  const text = readFileSync(join(shared, 'data/nyc_storm_20251030/depth_series.csv'), 'utf8')
  const first = new Map()
  const sensors = new Set()
  const rows = []
  for (const line of text.trim().split('\n').slice(1)) {
    const [sensor, time, inches] = line.split(',')
    sensors.add(sensor)
    rows.push({ sensor, at: Date.parse(time), cm: Number(inches) * 2.54 })
  }
  rows.sort((a, b) => a.at - b.at)
  for (const { sensor, at, cm } of rows) {
    if (cm >= 20 && !first.has(sensor)) first.set(sensor, { at, dry: false })
    if (cm < 5 && first.has(sensor)) first.get(sensor).dry = true
  }
  assert.equal(sensors.size, 126)
  assert.equal(first.size, 53)
  return first
}

async function allCases(city, token) {
  const cases = []
  for (let after = ''; ;) {
    const page = await city.get(`/api/v1/cases?scenario=road-flooding&limit=20${after && `&after=${encodeURIComponent(after)}`}`, token)
    cases.push(...page.cases)
    if (!page.next) return cases
    after = page.next
  }
}

async function check(city, token) {
  const wanted = expected()
  const cases = await allCases(city, token)
  assert.equal(cases.length, 53, 'one case a flooded sensor')
  for (const one of cases) {
    assert.equal(one.scenario, 'road-flooding')
    assert.ok(wanted.has(one.thing), `${one.thing} did not flood`)
    const { at, dry } = wanted.get(one.thing)
    assert.equal(Date.parse(one.event_time), at, `${one.thing} at its time`)
    // one gauge fell silent in the flood: its case stays open until somebody looks
    assert.equal(one.state === 'closed', dry, `${one.thing} is closed when it is dry`)
    assert.equal(one.closed_at !== null, dry)
    wanted.delete(one.thing)
  }
  assert.equal(wanted.size, 0)
}

const replayArgs = (city, token, speed) => ['replay', storm, '--to', city.url, '--token', token, '--speed', speed]
const options = { skip: shared ? false : 'the outside CSV is not here' }

test('as fast as possible: exactly 53 cases at the recorded times', options, async () => {
  const city = await City.open({ pack: 'packs/newyork' })
  try {
    const token = city.token()
    const { stdout } = await run(program, replayArgs(city, token, 'max'))
    assert.match(stdout, /^10131 readings posted, 0 refused, 0 of unknown datastreams/)
    await check(city, token)
    await run(program, replayArgs(city, token, 'max')) // once more: everything is known already
    await check(city, token)
  } finally {
    await city.close()
  }
})

test('at speed 2000, killed in the middle and started again: the same 53', options, async () => {
  const city = await City.open({ pack: 'packs/newyork' })
  try {
    const token = city.token()
    const replay = spawn(program, replayArgs(city, token, '2000'), { stdio: 'ignore' })
    const done = new Promise((end) => replay.on('exit', end))
    for (let i = 0; i < 3; i++) {
      await new Promise((end) => setTimeout(end, 4000))
      await city.kill('SIGKILL')
      await city.start()
    }
    assert.equal(await done, 0)
    await check(city, token)
    const { stdout } = await run(program, ['audit', 'verify', '--data', city.data])
    assert.match(stdout, /whole/)
  } finally {
    await city.close()
  }
})

test('in any order: shuffled readings give the same cases', options, async () => {
  const city = await City.open({ pack: 'packs/newyork' })
  try {
    const token = city.token()
    const rows = readFileSync(join(storm, 'readings.csv'), 'utf8').trim().split('\n').slice(1).map((l) => l.split(','))
    for (let i = rows.length - 1, seed = 12345; i > 0; i--) {
      seed = (seed * 1103515245 + 12345) % 2147483648
      const j = seed % (i + 1)
      ;[rows[i], rows[j]] = [rows[j], rows[i]]
    }
    const streams = new Map()
    for (let skip = 0; ; skip += 1000) {
      const page = await city.get(`/sta/v1.1/Datastreams?$top=1000&$skip=${skip}&$expand=Thing`, token)
      for (const d of page.value) streams.set(d.Thing.properties.key, d['@iot.id'])
      if (page.value.length < 1000) break
    }
    for (let at = 0; at < rows.length; at += 400) {
      const body = rows.slice(at, at + 400).map(([thing, , time, value]) => ({
        Datastream: { '@iot.id': streams.get(thing) },
        components: ['phenomenonTime', 'result'],
        dataArray: [[time, Number(value)]],
      }))
      const answer = await fetch(`${city.url}/sta/v1.1/CreateObservations`, {
        method: 'POST', body: JSON.stringify(body),
        headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      })
      assert.equal(answer.status, 201)
    }
    const wanted = expected()
    const cases = (await allCases(city, token)).filter((c) => c.state !== 'cancelled')
    assert.equal(cases.length, 53)
    for (const one of cases) assert.equal(Date.parse(one.event_time), wanted.get(one.thing).at, one.thing)
  } finally {
    await city.close()
  }
})
