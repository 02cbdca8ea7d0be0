// restart.test.mjs - what waits goes on after a kill -9: a command that nobody answers times out at its time, one that
// is answered late in another process's life is taken, the case and its crew are where they were.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { City } from './lib/city.mjs'

const pause = (ms) => new Promise((done) => setTimeout(done, ms))

async function post(city, token, path, body) {
  const answer = await fetch(city.url + path, {
    method: 'POST', body: JSON.stringify(body),
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
  })
  assert.ok(answer.ok, `${path}: ${answer.status} ${await answer.text()}`)
}

async function streamOf(city, token, key) {
  const page = await city.get(`/sta/v1.1/Things?$filter=properties/key eq '${key}'&$expand=Datastreams`.replaceAll(' ', '%20'), token)
  return page.value[0].Datastreams[0]['@iot.id']
}

async function flood(city, token, key, cm) {
  await post(city, token, '/sta/v1.1/Observations', { Datastream: { '@iot.id': await streamOf(city, token, key) }, result: cm })
}

async function commandsOf(city, token, actuator) {
  return (await city.get(`/api/v1/commands?actuator=${actuator}`, token)).commands
}

test('commands, cases and crews go on after kill -9', async () => {
  const city = await City.open({ pack: 'packs/shanghai' })
  try {
    const token = city.token()
    await flood(city, token, 'UP-001', 21)
    await flood(city, token, 'UP-055', 22)
    const [silent] = await commandsOf(city, token, 'PUMP-001')
    const [late] = await commandsOf(city, token, 'PUMP-055')
    assert.equal(silent.state, 'sent')
    assert.equal(silent.action, 'to_well')
    const before = (await city.get('/api/v1/units', token)).units.filter((u) => u.case)
    const cases = (await city.get('/api/v1/cases', token)).cases

    await city.kill('SIGKILL')
    await city.start()
    assert.deepEqual((await city.get('/api/v1/units', token)).units.filter((u) => u.case).map((u) => [u.key, u.state, u.case]),
      before.map((u) => [u.key, u.state, u.case]))
    assert.deepEqual((await city.get('/api/v1/cases', token)).cases.map((c) => [c.id, c.state, c.event_time]),
      cases.map((c) => [c.id, c.state, c.event_time]))

    await post(city, token, `/api/v1/commands/${late.id}/answer`, { state: 'done' })
    const wait = Date.parse(silent.due_at) - Date.now()
    assert.ok(wait > 20_000, 'the command still waits')
    await pause(wait + 1500)
    assert.equal((await commandsOf(city, token, 'PUMP-001'))[0].state, 'timed_out')
    assert.equal((await commandsOf(city, token, 'PUMP-055'))[0].state, 'done')
    // the plan took the failed pump to the people
    const one = await city.get(`/api/v1/cases/${cases.find((c) => c.thing === 'UP-001').id}`, token)
    assert.ok(one.history.some((h) => h.text?.zh?.includes('不应答')), JSON.stringify(one.history.slice(-6)))
  } finally {
    await city.close()
  }
})
