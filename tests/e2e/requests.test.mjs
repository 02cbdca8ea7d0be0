// requests.test.mjs - a report from an Open311 app and from the portal becomes a case with its clock, goes to the
// wrong district and back, is redone because the caller is not content, and is closed; then what must be refused.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { City } from './lib/city.mjs'
import { Person } from './lib/person.mjs'

let city, key

const open311 = (path) => `${city.url}/open311/v2/${path}`
async function report(fields, format = 'json') {
  const answer = await fetch(open311(`requests.${format}`), { method: 'POST', body: new URLSearchParams({ api_key: key, ...fields }) })
  return { status: answer.status, text: await answer.text() }
}
const WATER = { service_code: 'road-water', lat: '31.1807', long: '121.4194', description: '车库门口积水 & 很深', 'attribute[depth]': 'knee' }

const page = (no, who) => who.ok('GET', `/cases/${no}`)

before(async () => {
  city = await City.open({ pack: 'packs/shanghai', demo: true })
  key = city.token('integrator')
})
after(async () => city?.close())

test('an app finds the services and their questions, in both formats and languages', async () => {
  const services = await (await fetch(open311('services.json?lang=en'))).json()
  const water = services.find((s) => s.service_code === 'road-water')
  assert.equal(water.service_name, 'Water on the road')
  assert.equal(water.metadata, true)
  const xml = await (await fetch(open311('services/road-water.xml'))).text()
  assert.match(xml, /<service_definition><service_code>road-water<\/service_code>.*<key>knee<\/key><name>到膝盖<\/name>/)
  const discovery = await (await fetch(open311('discovery.json'))).json()
  assert.match(discovery.endpoints[0].url, /\/open311\/v2$/)
  assert.equal((await fetch(open311('services/nonsense.json'))).status, 404)
})

test('a report becomes a case of its street with a deadline in working days', async () => {
  const posted = await report({ ...WATER, first_name: '小明', last_name: '王', phone: '13800001234' })
  assert.equal(posted.status, 201, posted.text)
  const [{ service_request_id: no, service_notice: notice }] = JSON.parse(posted.text)
  assert.match(no, /^RX-\d{4}-\d{4}$/)
  assert.match(notice, /1 个工作日/)
  const [seen] = await (await fetch(open311(`requests/${no}.json`))).json()
  assert.equal(seen.status, 'open')
  assert.equal(seen.agency_responsible, '田林街道')
  assert.equal(seen.description, null, 'what people say is not for everybody')
  assert.ok(Date.parse(seen.expected_datetime) > Date.now())
  assert.ok(!JSON.stringify(seen).includes('13800001234'))

  const again = await report({ ...WATER, lat: '31.1808' }, 'xml')
  assert.equal(again.status, 201)
  assert.match(again.text, new RegExp(`<service_notice>.*${no}`), 'a similar one within 250 m is named')
  const far = await report({ ...WATER, lat: '31.1907' })
  assert.ok(!JSON.parse(far.text)[0].service_notice.includes('类似'))
})

test('from first contact through another district and a second try to its end', async () => {
  const resident = await Person.signIn(city, 'gu')
  const xuhui = await Person.signIn(city, 'handler-xuhui'), pudong = await Person.signIn(city, 'handler-pudong')
  const operator = await Person.signIn(city, 'hotline')
  const { id: no, notice } = await resident.ok('POST', '/requests', {
    type: 'noise', words: '工地夜里施工', lat: 31.1807, lon: 121.4194, phone: '13800005678', attributes: { when: ['night'] },
  })
  assert.match(notice.en, /within 1 working day/)

  await xuhui.complete(no, 'Task_Contact', { reached: 'yes', ours: 'no', contact_note: '工地在浦东' })
  assert.equal(await xuhui.taskOf(no), undefined)
  const before = await operator.ok('GET', `/cases/${no}`)
  assert.equal(before.request.words, '工地夜里施工')
  assert.ok(!JSON.stringify(before).includes('13800005678'), 'the number is masked')
  const { phone } = await operator.ok('POST', `/cases/${no}/contact`, {})
  assert.equal(phone, '13800005678')
  assert.ok((await page(no, operator)).history.some((h) => h.kind === 'looked' && h.actor === 'hotline'), 'the look is recorded')
  await operator.complete(no, 'Task_Redirect', { to_division: '310115000000', reason: '工地在浦东新区' })
  const moved = await operator.ok('GET', `/cases/${no}`)
  assert.equal(moved.division.code ?? moved.division, '310115000000')
  assert.equal(moved.deadline.due_at, before.deadline.due_at, 'the clock runs on')
  const duty = await Person.signIn(city, 'duty-xuhui')
  assert.equal((await duty.call('GET', `/cases/${no}`)).status, 403, 'who never had it no longer sees it')

  await pudong.complete(no, 'Task_Contact', { reached: 'yes', ours: 'yes', contact_note: '今晚去看' })
  await pudong.complete(no, 'Task_Handle', { outcome: 'solved', done: '已责令停工' })
  await operator.complete(no, 'Task_Visit', { visited: 'yes', satisfied: 'no', visit_note: '又开工了' })
  const redone = await operator.ok('GET', `/cases/${no}`)
  assert.notEqual(redone.deadline.due_at, before.deadline.due_at, 'three working days more')
  await pudong.complete(no, 'Task_Handle', { outcome: 'solved', done: '已处罚' })
  await operator.complete(no, 'Task_Visit', { visited: 'yes', satisfied: 'no', visit_note: '' })
  const { requests } = await resident.ok('GET', '/requests')
  assert.equal(requests[0].id, no)
  assert.equal(requests[0].state, 'closed')
  const [closed] = await (await fetch(open311(`requests.json?service_request_id=${no}`))).json()
  assert.equal(closed.status, 'closed')
})

test('complex ones get 15 working days only with the approval of another', async () => {
  const xuhui = await Person.signIn(city, 'handler-xuhui'), supervisor = await Person.signIn(city, 'supervisor')
  const [{ service_request_id: no }] = JSON.parse((await report({ service_code: 'tree', lat: '31.1807', long: '121.4194', description: '树要倒了' })).text)
  await xuhui.complete(no, 'Task_Contact', { reached: 'yes', ours: 'yes', contact_note: '要请园林' })
  const first = (await xuhui.ok('GET', `/cases/${no}`)).deadline.due_at
  await xuhui.complete(no, 'Task_Handle', { outcome: 'complex', done: '等专家' })
  const task = await supervisor.taskOf(no)
  assert.match(task.question.zh, /15 个工作日/)
  await supervisor.complete(no, 'Task_Approve', { approved: 'yes', approve_note: '同意' })
  const extended = (await xuhui.ok('GET', `/cases/${no}`)).deadline.due_at
  assert.ok(Date.parse(extended) > Date.parse(first))
})

test('lists filter by status, service, time and page', async () => {
  const all = await (await fetch(open311('requests.json'))).json()
  assert.ok(all.length >= 4)
  const open = await (await fetch(open311('requests.json?status=open'))).json()
  assert.ok(open.length < all.length && open.every((r) => r.status === 'open'))
  const trees = await (await fetch(open311('requests.json?service_code=tree,noise'))).json()
  assert.deepEqual(new Set(trees.map((r) => r.service_code)), new Set(['tree', 'noise']))
  const second = await (await fetch(open311('requests.json?page=2&page_size=1'))).json()
  assert.equal(second[0].service_request_id, all[1].service_request_id)
  const none = await (await fetch(open311('requests.json?start_date=2020-01-01T00:00:00Z&end_date=2020-02-01T00:00:00Z'))).json()
  assert.deepEqual(none, [])
})

for (const [what, fields, status, where] of [
  ['no key', { ...WATER, api_key: '' }, 403, /api_key/],
  ['a wrong key', { ...WATER, api_key: 'xct_nonsense' }, 403, /api_key/],
  ['an unknown service', { ...WATER, service_code: 'dragons' }, 404, /service_code/],
  ['nothing said', { ...WATER, description: '', 'attribute[depth]': '' }, 400, /depth|description/],
  ['no place', { ...WATER, lat: '', long: '' }, 400, /lat/],
  ['a place in Paris', { ...WATER, lat: '48.85', long: '2.35' }, 400, /lat/],
  ['a place that is no number', { ...WATER, lat: 'here' }, 400, /lat/],
  ['an answer that is not offered', { ...WATER, 'attribute[depth]': 'sky' }, 400, /depth/],
  ['a question that was not asked', { ...WATER, 'attribute[colour]': 'red' }, 400, /colour/],
  ['a missing answer', { service_code: 'road-water', lat: '31.18', long: '121.42', description: 'x' }, 400, /depth/],
  ['too many words', { ...WATER, description: '水'.repeat(2000) }, 400, /description/],
  ['a picture that is a script', { ...WATER, media_url: 'javascript:alert(1)' }, 400, /media_url/],
]) {
  test(`${what} is refused in words and opens nothing`, async () => {
    const before = (await (await fetch(open311('requests.json'))).json()).length
    const answer = await report(fields)
    assert.equal(answer.status, status, answer.text)
    const [error] = JSON.parse(answer.text)
    assert.equal(error.code, status)
    assert.match(error.description, where)
    const xml = await report(fields, 'xml')
    assert.match(xml.text, new RegExp(`<errors><error><code>${status}</code><description>`))
    assert.equal((await (await fetch(open311('requests.json'))).json()).length, before)
  })
}

test('bad filters say what is wrong', async () => {
  for (const query of ['status=maybe', 'start_date=yesterday', 'page=0', 'start_date=2020-01-01T00:00:00Z']) {
    const answer = await fetch(open311(`requests.json?${query}`))
    assert.equal(answer.status, 400, query)
    assert.ok((await answer.json())[0].description.length > 5)
  }
})
