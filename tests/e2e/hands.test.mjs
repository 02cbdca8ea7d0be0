// hands.test.mjs - what officials do with a case beside its plan, over the API: returned, taken back, urged,
// supervised, held, passed on, extended, signed by others, linked, split; and who must not.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { City } from './lib/city.mjs'
import { Person } from './lib/person.mjs'

let city, operator, xuhui, pudong, supervisor

const CONTACT = { reached: 'yes', ours: 'yes', contact_note: '已联系' }
const HANDLED = { outcome: 'solved', done: '已处理' }
const page = (no, who = operator) => who.ok('GET', `/cases/${no}`)
async function open(words = '树要倒了') {
  return (await operator.ok('POST', '/requests', { type: 'tree', words, lat: 31.1807, lon: 121.4194 })).id
}

before(async () => {
  city = await City.open({ pack: 'packs/shanghai', demo: true })
  ;[operator, xuhui, pudong, supervisor] = await Promise.all(['hotline', 'handler-xuhui', 'handler-pudong', 'supervisor'].map((l) => Person.signIn(city, l)))
})
after(async () => city?.close())

test('a step is returned to an earlier one and goes to who did it, then on again', async () => {
  const no = await open()
  await xuhui.complete(no, 'Task_Contact', CONTACT)
  const task = await xuhui.taskOf(no, 'Task_Handle')
  const { targets } = await xuhui.ok('GET', `/tasks/${task.id}/back`)
  assert.deepEqual(targets.map((t) => [t.element, t.by]), [['Task_Contact', 'handler-xuhui']])
  await xuhui.refused(400, 'POST', `/tasks/${task.id}/return`, { to: 'Task_Contact', reason: ' ' })
  await xuhui.refused(422, 'POST', `/tasks/${task.id}/return`, { to: 'Task_Visit', reason: '不对' })
  await xuhui.ok('POST', `/tasks/${task.id}/return`, { to: 'Task_Contact', reason: '地址没问清楚' })
  const again = await xuhui.taskOf(no, 'Task_Contact')
  assert.equal(again.assignee, 'handler-xuhui')
  assert.equal(await xuhui.taskOf(no, 'Task_Handle'), undefined)
  const line = (await page(no)).history.find((h) => h.kind === 'returned')
  assert.equal(line.text.zh, '地址没问清楚')
  await xuhui.refused(409, 'POST', `/tasks/${task.id}/return`, { to: 'Task_Contact', reason: '再退' })
  await xuhui.complete(no, 'Task_Contact', CONTACT)
  await xuhui.complete(no, 'Task_Handle', HANDLED)
})

test('who finished a step takes it back until the next one is begun', async () => {
  const no = await open()
  await xuhui.complete(no, 'Task_Contact', CONTACT)
  await xuhui.complete(no, 'Task_Handle', HANDLED)
  await operator.refused(422, 'POST', `/cases/${no}/withdraw`, { reason: '不是我办的' })
  await xuhui.ok('POST', `/cases/${no}/withdraw`, { reason: '结果填错了' })
  assert.equal((await xuhui.taskOf(no, 'Task_Handle')).assignee, 'handler-xuhui')
  await xuhui.complete(no, 'Task_Handle', HANDLED)
  const visit = await operator.taskOf(no, 'Task_Visit')
  await operator.ok('POST', `/tasks/${visit.id}/claim`)
  await xuhui.refused(422, 'POST', `/cases/${no}/withdraw`, { reason: '又错了' })
})

test('urged and supervised is seen on the page, and only a supervisor supervises', async () => {
  const no = await open()
  await operator.ok('POST', `/cases/${no}/urge`, { reason: '市民又来电' })
  await operator.ok('POST', `/cases/${no}/urge`, { reason: '第三次来电' })
  await operator.refused(403, 'POST', `/cases/${no}/supervise`, { reason: '督办' })
  await supervisor.ok('POST', `/cases/${no}/supervise`, { reason: '三次来电' })
  const { hands, history } = await page(no)
  assert.equal(hands.urged, 2)
  assert.equal(hands.supervised_by, 'supervisor')
  assert.equal(history.filter((h) => h.kind === 'urged').length, 2)
  await xuhui.refused(403, 'POST', `/cases/${no}/urge`, { reason: '我没有权' })
})

test('a held case stands still, its clock too', async () => {
  const no = await open()
  await operator.ok('POST', `/cases/${no}/hold`, { reason: '等法院' })
  const held = await page(no)
  assert.equal(held.hands.held_by, 'hotline')
  assert.equal(held.deadline.due_at, null)
  const task = await xuhui.taskOf(no, 'Task_Contact')
  await xuhui.refused(409, 'POST', `/tasks/${task.id}/complete`, { answers: CONTACT })
  await operator.refused(409, 'POST', `/cases/${no}/hold`, { reason: '再挂' })
  await operator.ok('POST', `/cases/${no}/release`, { reason: '判了' })
  assert.ok((await page(no)).deadline.due_at)
  await xuhui.complete(no, 'Task_Contact', CONTACT)
})

test('passed on twice by officers, then only by a supervisor, the clock running', async () => {
  const no = await open()
  const { deadline } = await page(no)
  const pass = (who, division) => who.call('POST', `/cases/${no}/transfer`, { division, reason: '不归这里' })
  assert.equal((await pass(operator, '310115000000')).status, 204)
  assert.ok(await pudong.taskOf(no, 'Task_Contact'), 'its open task went along')
  assert.equal(await xuhui.taskOf(no, 'Task_Contact'), undefined)
  assert.equal((await pass(operator, '310104000000')).status, 204)
  assert.equal((await pass(operator, '310115000000')).status, 422)
  assert.equal((await pass(supervisor, '310115000000')).status, 204)
  assert.equal((await pass(operator, '999')).status, 400)
  assert.equal((await page(no)).deadline.due_at, deadline.due_at)
})

test('more time is granted by another than who asks', async () => {
  const no = await open()
  const first = (await page(no)).deadline.due_at
  await xuhui.refused(400, 'POST', `/cases/${no}/extensions`, { amount: 0, unit: 'working_day', reason: '等材料' })
  const { n } = await xuhui.ok('POST', `/cases/${no}/extensions`, { amount: 5, unit: 'working_day', reason: '等材料' })
  await xuhui.refused(409, 'POST', `/cases/${no}/extensions`, { amount: 5, unit: 'working_day', reason: '再等' })
  await xuhui.refused(403, 'POST', `/cases/${no}/extensions/${n}`, { decision: 'approve', reason: '我同意我' })
  await supervisor.ok('POST', `/cases/${no}/extensions/${n}`, { decision: 'approve', reason: '同意' })
  await supervisor.refused(409, 'POST', `/cases/${no}/extensions/${n}`, { decision: 'refuse', reason: '反悔' })
  const after = await page(no)
  assert.ok(Date.parse(after.deadline.due_at) > Date.parse(first))
  assert.deepEqual(after.hands.extensions.map((x) => [x.state, x.asked_by, x.decided_by]), [['approved', 'handler-xuhui', 'supervisor']])
  const own = await supervisor.ok('POST', `/cases/${no}/extensions`, { amount: 1, unit: 'working_day', reason: '我要' })
  await supervisor.refused(403, 'POST', `/cases/${no}/extensions/${own.n}`, { decision: 'approve', reason: '自批' })
})

test('others sign before a step can be finished; help does not hold it up', async () => {
  const no = await open()
  await xuhui.complete(no, 'Task_Contact', CONTACT)
  const task = await xuhui.taskOf(no, 'Task_Handle')
  await xuhui.refused(400, 'POST', `/tasks/${task.id}/sides`, { kind: 'sign', reason: '请会签' })
  const { task: sign } = await xuhui.ok('POST', `/tasks/${task.id}/sides`, { kind: 'sign', login: 'supervisor', reason: '请会签' })
  await xuhui.ok('POST', `/tasks/${task.id}/sides`, { kind: 'assist', role: 'handler', division: '310115000000', reason: '请浦东协办' })
  await xuhui.refused(409, 'POST', `/tasks/${task.id}/complete`, { answers: HANDLED })
  const asked = await supervisor.ok('GET', `/tasks/${sign}`)
  assert.equal(asked.form.id, 'countersign')
  assert.equal(asked.instructions.zh, '请会签')
  await supervisor.ok('POST', `/tasks/${sign}/complete`, { answers: { verdict: 'agree', opinion: '同意' } })
  const { hands } = await page(no)
  assert.deepEqual(hands.sides.map((s) => [s.kind, s.state]), [['sign', 'done'], ['assist', 'open']])
  assert.equal(hands.sides[0].answers.verdict, 'agree')
  await xuhui.ok('POST', `/tasks/${task.id}/complete`, { answers: HANDLED })
  await operator.complete(no, 'Task_Visit', { visited: 'yes', satisfied: 'yes', visit_note: '' })
  const ended = await page(no)
  assert.equal(ended.state, 'closed')
  assert.equal(ended.hands.sides[1].state, 'cancelled', 'what was asked beside it ends with the case')
})

test('a task is delegated to a colleague', async () => {
  const no = await open()
  const task = await xuhui.taskOf(no, 'Task_Contact')
  await xuhui.refused(400, 'POST', `/tasks/${task.id}/delegate`, { to: 'nobody-here', reason: '请假' })
  await xuhui.ok('POST', `/tasks/${task.id}/delegate`, { to: 'supervisor', reason: '请假' })
  await xuhui.refused(409, 'POST', `/tasks/${task.id}/complete`, { answers: CONTACT })
  await supervisor.ok('POST', `/tasks/${task.id}/complete`, { answers: CONTACT })
})

test('duplicates are linked both ways and end in the original; a part becomes a case of its own', async () => {
  const first = await open(), second = await open()
  await operator.ok('POST', `/cases/${first}/links`, { kind: 'duplicate', other: second, reason: '同一棵树' })
  const a = await page(first), b = await page(second)
  assert.deepEqual(a.hands.links.map((l) => [l.kind, l.case]), [['duplicate', second]])
  assert.deepEqual(b.hands.links.map((l) => [l.kind, l.case]), [['original', first]])
  assert.equal(b.state, 'cancelled')
  await operator.refused(409, 'POST', `/cases/${first}/links`, { kind: 'duplicate', other: second, reason: '又一次' })
  await operator.refused(400, 'POST', `/cases/${first}/links`, { kind: 'related', other: first, reason: '自己' })
  await operator.refused(404, 'POST', `/cases/${first}/links`, { kind: 'related', other: 'RX-0000-0000', reason: '没有' })
  const { case: child } = await operator.ok('POST', `/cases/${first}/split`, { division: '310115000000', reason: '另一半在浦东' })
  assert.ok(await pudong.taskOf(child, 'Task_Contact'))
  assert.deepEqual((await page(child)).hands.links.map((l) => [l.kind, l.case]), [['parent', first]])
})

test('another district has no hands in it', async () => {
  const no = await open()
  for (const path of [`/cases/${no}/withdraw`, `/cases/${no}/extensions`])
    await pudong.refused(403, 'POST', path, { reason: '管闲事', amount: 1, unit: 'working_day' })
  const task = await xuhui.taskOf(no, 'Task_Contact')
  for (const path of ['return', 'delegate', 'sides'])
    await pudong.refused(403, 'POST', `/tasks/${task.id}/${path}`, { reason: '管闲事', to: 'handler-pudong', kind: 'sign', login: 'gu' })
})
