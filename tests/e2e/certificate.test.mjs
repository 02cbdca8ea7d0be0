// certificate.test.mjs - a no-criminal-record certificate from the resident's own words to a code that another phone
// verifies, over the real server's API; then what must be refused.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { inflateSync } from 'node:zlib'
import { City, program } from './lib/city.mjs'
import { verify } from './lib/sm2.mjs'

const PASSWORD = 'xiucheng-demo'
let city

// One signed-in person: cookie and CSRF token, JSON in and out.
class Person {
  static async signIn(login) {
    const p = new Person()
    const answer = await fetch(`${city.url}/api/v1/session`, {
      method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ login, password: PASSWORD }),
    })
    assert.equal(answer.status, 200, `${login} signs in`)
    p.cookie = answer.headers.get('set-cookie').split(';')[0]
    p.csrf = (await answer.json()).csrf
    return p
  }

  async call(method, path, body, headers = {}) {
    const answer = await fetch(`${city.url}/api/v1${path}`, {
      method,
      headers: { Cookie: this.cookie, 'X-CSRF-Token': this.csrf, ...(body === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers },
      body: body === undefined ? undefined : Buffer.isBuffer(body) ? body : JSON.stringify(body),
    })
    const text = await answer.text()
    let json = null
    try { json = JSON.parse(text) } catch { /* a picture, a PDF, nothing */ }
    return { status: answer.status, json, text, type: answer.headers.get('content-type') }
  }

  async ok(method, path, body) {
    const answer = await this.call(method, path, body)
    assert.ok(answer.status < 300, `${method} ${path}: ${answer.status} ${answer.text.slice(0, 500)}`)
    return answer.json
  }
}

const ask = async (path) => (await fetch(`${city.url}/api/v1${path}`)).json()
async function scan(code, lang = 'zh') {
  const answer = await fetch(`${city.url}/api/v1/verify?lang=${lang}`, {
    method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ code }),
  })
  assert.equal(answer.status, 200, 'verifying never ends in an error page')
  return answer.json()
}

// A draft by `who` with everything filled in, for the station.
async function draft(who, office, more = {}) {
  const page = await who.ok('POST', '/applications', { matter: 'no-criminal-record' })
  const saved = await who.ok('PUT', `/applications/${page.id}/answers`, { answers: { purpose: 'work', office, promise: true, ...more } })
  return { page, saved }
}
async function taskOf(official, caseNo) {
  const list = await official.ok('GET', '/tasks?mine=1')
  return list.tasks.find((t) => t.case === caseNo)
}

before(async () => {
  city = await City.open({ pack: 'packs/shanghai', demo: true })
})
after(async () => city?.close())

for (const q of ['幼儿园要没案底的证明', 'wufanzui', '没犯过罪的证明', 'no criminal record', '无反罪记录', 'wufanzuo', 'NO CRIMINAL RECORDS']) {
  test(`"${q}" finds the certificate first and says why`, async () => {
    const { matters } = await ask(`/matters?q=${encodeURIComponent(q)}`)
    assert.equal(matters[0].id, 'no-criminal-record')
    assert.ok(matters[0].why.matched.length > 0)
    assert.ok(matters[0].why.text.zh.length > 4 && matters[0].why.text.en.length > 4)
  })
}

test('from the wrong station to a verified code, its withdrawal and a bad rating', async (t) => {
  const gu = await Person.signIn('gu')
  const wrong = await Person.signIn('police-xujiahui')
  const right = await Person.signIn('police-tianlin')
  let page, licence, code

  await t.test('the draft knows what the city knows, with its source', async () => {
    page = (await draft(gu, 'PS-xujiahui')).page
    assert.equal(page.state, 'draft')
    assert.equal(page.answers.name, '顾小棠')
    assert.equal(page.prefilled.name.grade, 'A')
    assert.ok(page.prefilled.registered_address.source.zh.length > 0)
    assert.equal(page.materials.find((m) => m.id === 'id-card').status, 'held')
  })

  await t.test('read-only facts of the city cannot be overwritten', async () => {
    await gu.ok('PUT', `/applications/${page.id}/answers`, { answers: { name: '别人', id_number: '1' } })
    const again = await gu.ok('PUT', `/applications/${page.id}/answers`, { answers: { nonsense: 1 } })
    assert.ok(again.fields.some((f) => f.where === '/answers/nonsense'))
    assert.equal(again.answers.name, '顾小棠')
    assert.equal(again.answers.id_number, '31000019960229002X')
  })

  await t.test('handed in at the wrong station, it is passed on, with the reason and the same deadline', async () => {
    page = await gu.ok('POST', `/applications/${page.id}/submit`, {})
    assert.equal(page.state, 'reviewing')
    assert.equal(page.office.zh, '田林新村派出所')
    assert.equal(page.transfers, 1)
    assert.match(page.notice.title.zh, /已转田林新村派出所/)
    assert.match(page.notice.rule.zh, /田林/)
    assert.ok(Date.parse(page.due_at) > Date.now())
    assert.equal(page.track.filter((s) => s.state === 'done').length, 2)
    assert.match(page.case, /^WF-/)
  })

  await t.test('the wrong station does not have it, the right one does, marked as passed on', async () => {
    assert.equal(await taskOf(wrong, page.case), undefined)
    const task = await taskOf(right, page.case)
    assert.ok(task, 'in the queue of the right station')
    assert.equal(task.applicant, '顾**')
    assert.ok(task.unusual.some((u) => u.zh.includes('转')))
    const whole = await right.ok('GET', `/tasks/${task.id}`)
    assert.equal(whole.form.id, 'ncr-review')
    assert.equal(whole.case.id, page.case)
    const refused = await wrong.call('GET', `/cases/${page.case}`)
    assert.equal(refused.status, 403)
    assert.match(refused.json.error.message, /田林/)
    const list = await right.ok('GET', '/tasks?queue=transferred')
    assert.ok(list.tasks.some((one) => one.case === page.case))
    assert.ok(list.counts.transferred >= 1)
  })

  await t.test('those who look after roads see no applicant', async () => {
    for (const login of ['duty', 'duty-xuhui']) {
      const duty = await Person.signIn(login)
      const { cases } = await duty.ok('GET', '/cases?limit=500')
      assert.ok(cases.every((one) => one.scenario !== 'no-criminal-record'))
      assert.equal((await duty.call('GET', `/cases/${page.case}`)).status, 403)
      const { text } = await duty.call('GET', '/overview')
      assert.ok(!text.includes('顾小棠') && !text.includes(page.case))
    }
  })

  await t.test('the official sees checks with sources and advice; the look is on record', async () => {
    const one = await right.ok('GET', `/cases/${page.case}`)
    const checks = one.application.checks
    assert.equal(checks.length, 5)
    for (const c of checks) assert.ok(c.source.zh.length > 0 && c.text.zh.length > 0)
    assert.equal(checks.find((c) => c.id === 'record').result, 'ok')
    assert.equal(checks.find((c) => c.id === 'office').result, 'look')
    assert.equal(one.application.advice.result, 'approve')
    assert.equal(one.deadline.amount, 3)
    assert.equal(one.deadline.unit, 'working_day')
    const me = await gu.ok('GET', '/me')
    assert.equal(me.id_masked, '310000 ******** 2X')
    assert.equal(me.phone_masked, '138****0001')
    assert.equal(me.access_log.length, 1)
    assert.match(me.access_log[0].unit.zh, /田林/)
  })

  await t.test('approval issues a licence with a checked number', async () => {
    const task = await taskOf(right, page.case)
    await right.ok('POST', `/tasks/${task.id}/complete`, { answers: { decision: 'approve' } })
    page = await gu.ok('GET', `/applications/${page.id}`)
    assert.equal(page.state, 'approved')
    assert.ok(page.licence)
    const { licences } = await gu.ok('GET', '/licences')
    licence = licences.find((l) => l.id === page.licence)
    assert.match(licence.number, /^1\.2\.156\.3005\.2\./)
    assert.equal(licence.state, 'valid')
    assert.equal(licence.facts.find((f) => f.id === 'name').value, '顾小棠')
    assert.equal(licence.facts.find((f) => f.id === 'id_number').masked, '310000 ******** 2X')
  })

  await t.test('the shown code is valid once, then used', async () => {
    const shown = await gu.ok('POST', `/licences/${licence.id}/show`, { facts: ['name', 'result'] })
    code = shown.code
    assert.match(shown.qr_svg, /^<svg /)
    assert.ok(shown.url.endsWith(`/verify#${code}`))
    const first = await scan(code)
    assert.equal(first.verdict, 'valid', JSON.stringify(first))
    assert.deepEqual(first.facts.map((f) => f.value.zh), ['顾小棠', '期间内没有犯罪记录'])
    const again = await scan(code)
    assert.equal(again.verdict, 'expired')
    assert.equal(again.reason, 'code_used')
    assert.deepEqual(again.facts, [])
    const { checks } = await gu.ok('GET', `/licences/${licence.id}/checks`)
    assert.equal(checks.length, 2)
  })

  await t.test('an outside reading of the standard verifies the code, the list and the keys', async () => {
    const { keys } = await ask('/verify/keys')
    const [head, payload, signature] = code.split('.')
    assert.ok(verify(keys[0], `${head}.${payload}`, Buffer.from(signature, 'base64url')))
    assert.ok(!verify(keys[0], `${head}.${payload}x`, Buffer.from(signature, 'base64url')))
    const said = JSON.parse(Buffer.from(payload, 'base64url').toString())
    assert.equal(said.k, keys[0].kid)
    assert.equal(said.e - said.t, 60)
    const s = await ask('/verify/status')
    assert.ok(verify(keys[0], `xcs1.${s.list}.${s.bits}.${s.issued_at}.${s.expires_at}.${s.kid}`, Buffer.from(s.signature, 'base64url')))
    assert.equal(inflateSync(Buffer.from(s.list, 'base64url')).length * 8, s.bits)
  })

  await t.test('altered, forged and foreign codes are told apart', async () => {
    const fresh = (await gu.ok('POST', `/licences/${licence.id}/show`, {})).code
    const [head, payload, signature] = fresh.split('.')
    const forged = JSON.parse(Buffer.from(payload, 'base64url').toString())
    forged.f[0][1] = '别人'
    const other = Buffer.from(JSON.stringify(forged)).toString('base64url')
    assert.equal((await scan(`${head}.${other}.${signature}`)).verdict, 'altered')
    assert.equal((await scan(`${head}.${payload}.${'A'.repeat(86)}`)).verdict, 'altered')
    assert.equal((await scan(fresh.slice(0, -4))).verdict, 'altered')
    assert.equal((await scan('https://example.org/ticket/7')).verdict, 'unknown')
    assert.equal((await scan('')).verdict, 'unknown')
    assert.equal((await scan('x'.repeat(10000))).verdict, 'unknown')
    assert.equal((await scan(fresh)).verdict, 'valid', 'none of that used it up')
  })

  await t.test('the paper is a PDF', async () => {
    const pdf = await fetch(`${city.url}/api/v1/licences/${licence.id}/pdf`, { headers: { Cookie: gu.cookie } })
    assert.equal(pdf.status, 200)
    assert.equal(pdf.headers.get('content-type'), 'application/pdf')
    assert.equal(Buffer.from(await pdf.arrayBuffer()).subarray(0, 5).toString(), '%PDF-')
  })

  await t.test('only the issuing office revokes; then every code says revoked', async () => {
    const fresh = (await gu.ok('POST', `/licences/${licence.id}/show`, {})).code
    assert.equal((await wrong.call('POST', `/licences/${licence.id}/revoke`, { reason: '试试' })).status, 403)
    assert.equal((await right.call('POST', `/licences/${licence.id}/revoke`, { reason: ' ' })).status, 400)
    await right.ok('POST', `/licences/${licence.id}/revoke`, { reason: '签发有误' })
    assert.equal((await right.call('POST', `/licences/${licence.id}/revoke`, { reason: '再来' })).status, 409)
    const verdict = await scan(fresh)
    assert.equal(verdict.verdict, 'revoked')
    assert.ok(!JSON.stringify(verdict).includes('签发有误'), 'the reason is not for verifiers')
    const s = await ask('/verify/status')
    const bits = inflateSync(Buffer.from(s.list, 'base64url'))
    const at = JSON.parse(Buffer.from(fresh.split('.')[1], 'base64url').toString()).s
    assert.ok(bits[at >> 3] & (0x80 >> (at & 7)))
    assert.equal((await gu.call('POST', `/licences/${licence.id}/show`, {})).status, 422)
    assert.equal((await gu.call('GET', `/licences/${licence.id}/pdf`)).status, 422)
  })

  await t.test('a bad rating opens a call-back with a deadline of 5 working days, once', async () => {
    assert.equal((await gu.call('POST', `/applications/${page.id}/rating`, { score: 9 })).status, 400)
    const answer = await gu.ok('POST', `/applications/${page.id}/rating`, { score: 5, reasons: ['等得久'], text: '没有马上告诉我' })
    assert.ok(Date.parse(answer.callback_due_at) - Date.now() > 4 * 86400e3, answer.callback_due_at)
    assert.equal((await gu.call('POST', `/applications/${page.id}/rating`, { score: 1 })).status, 409)
    const supervisor = await Person.signIn('supervisor')
    const { tasks } = await supervisor.ok('GET', '/tasks?queue=bad_rating')
    const call = tasks.find((one) => one.scenario === 'rating-callback')
    assert.ok(call, 'the supervisor has it')
    assert.equal(call.applicant, '顾**')
    await supervisor.ok('POST', `/tasks/${call.id}/complete`, { answers: { finding: 'explain', said: '已说明，市民表示理解' } })
    const closed = await supervisor.ok('GET', `/cases/${call.case}`)
    assert.equal(closed.state, 'closed')
  })
})

test('the right station chosen: nothing is passed on; a supplement is asked for once and pauses the clock', async () => {
  const chen = await Person.signIn('chen')
  const { page, saved } = await draft(chen, 'PS-jingan')
  assert.ok(saved.fields.some((f) => f.where === '/answers/proof_of_use'), 'the fourth proof of the year needs a paper')
  const refused = await chen.call('POST', `/applications/${page.id}/submit`, {})
  assert.equal(refused.status, 400)
  assert.ok(refused.json.error.fields.length >= 1)
  const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64')
  const file = await chen.call('POST', '/files?name=offer.png', png, { 'Content-Type': 'image/png' })
  assert.equal(file.status, 201, file.text)
  await chen.ok('PUT', `/applications/${page.id}/answers`, { answers: { proof_of_use: file.json.id } })
  const sent = await chen.ok('POST', `/applications/${page.id}/submit`, {})
  assert.equal(sent.transfers, 0)
  assert.equal(sent.office.zh, '静安区户籍受理窗口')
  const picture = await fetch(`${city.url}/api/v1/files/${file.json.id}`, { headers: { Cookie: chen.cookie } })
  assert.equal(picture.headers.get('content-type'), 'image/png')
  const gu = await Person.signIn('gu')
  assert.equal((await gu.call('GET', `/files/${file.json.id}`)).status, 404, 'not for another resident')
  assert.equal((await gu.call('GET', `/applications/${page.id}`)).status, 404)

  const admin = await Person.signIn('admin')
  const task = (await admin.ok('GET', '/tasks?mine=0')).tasks.find((t) => t.case === sent.case)
  assert.ok(task)
  const bare = await admin.call('POST', `/tasks/${task.id}/complete`, { answers: { decision: 'refuse' } })
  assert.equal(bare.status, 400, 'a refusal needs its reason')
  await admin.ok('POST', `/tasks/${task.id}/complete`, { answers: { decision: 'supplement', missing: ['period'], text: '请写全期间' } })
  const waiting = await chen.ok('GET', `/applications/${page.id}`)
  assert.equal(waiting.state, 'waiting_applicant')
  assert.equal(waiting.paused, true)
  assert.equal(waiting.missing[0].zh, '查询期间')
  assert.ok((await admin.ok('GET', '/tasks?queue=waiting')).tasks.some((t) => t.case === sent.case))
  const back = await chen.ok('POST', `/applications/${page.id}/supplement`, { answers: { period_from: '2000-01-01' }, files: [] })
  assert.equal(back.state, 'reviewing')
  assert.equal(back.paused, false)
  const again = (await admin.ok('GET', '/tasks?mine=0')).tasks.find((t) => t.case === sent.case)
  const twice = await admin.call('POST', `/tasks/${again.id}/complete`, { answers: { decision: 'supplement', missing: ['period'] } })
  assert.equal(twice.status, 422, 'once only')
  await admin.ok('POST', `/tasks/${again.id}/complete`, { answers: { decision: 'refuse', text: '查询期间不成立，可以申请复核' } })
  const refusedPage = await chen.ok('GET', `/applications/${page.id}`)
  assert.equal(refusedPage.state, 'refused')
  assert.match(refusedPage.notice.text.zh, /复核/)
  assert.equal(refusedPage.licence, null)
})

test('passed on by hand at most twice', async () => {
  const shen = await Person.signIn('shen')
  const { page } = await draft(shen, 'PS-xujiahui')
  const sent = await shen.ok('POST', `/applications/${page.id}/submit`, {})
  assert.equal(sent.transfers, 0)
  const admin = await Person.signIn('admin')
  const pass = async (office) => {
    const task = (await admin.ok('GET', '/tasks?mine=0')).tasks.find((t) => t.case === sent.case)
    return admin.call('POST', `/tasks/${task.id}/complete`, { answers: { decision: 'transfer', office, text: '试转' } })
  }
  assert.equal((await pass('PS-xujiahui')).status, 400, 'it is there already')
  assert.equal((await pass('PS-tianlin')).status, 200)
  assert.equal((await pass('PS-hunan')).status, 200)
  assert.equal((await pass('PS-tianlin')).status, 422, 'not a third time')
  const now = await shen.ok('GET', `/applications/${page.id}`)
  assert.equal(now.office.zh, '湖南路派出所')
  assert.equal(now.due_at, sent.due_at, 'the deadline stays')
  const gone = await shen.ok('POST', `/applications/${page.id}/withdraw`, { reason: '不要了' })
  assert.equal(gone.state, 'withdrawn')
  assert.equal((await shen.call('POST', `/applications/${page.id}/withdraw`, {})).status, 409)
})

const BAD = [
  ['no session', 'GET', '/applications', undefined, 401, { anonymous: true }],
  ['an expired session', 'GET', '/me', undefined, 401, { cookie: 'xc_session=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx' }],
  ['a write without the CSRF token', 'POST', '/applications', { matter: 'no-criminal-record' }, 403, { csrf: 'wrong' }],
  ['a matter that does not exist', 'POST', '/applications', { matter: 'nonsense' }, 404],
  ['a matter that is done at the counter', 'POST', '/applications', { matter: 'household-proof' }, 422],
  ['no matter at all', 'POST', '/applications', {}, 404],
  ['a body that is no JSON', 'POST', '/applications', Buffer.from('{"matter"'), 400],
  ['a body that is a list', 'POST', '/applications', [1], 400],
  ['bad UTF-8', 'POST', '/applications', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]), 400],
  ['a body that is too deep', 'POST', '/applications', Buffer.from('['.repeat(5000)), 413],
  ['a body that is too large', 'POST', '/applications', Buffer.alloc(100000, 0x20), 413],
  ['an application that is nobody\'s', 'GET', '/applications/999999', undefined, 404],
  ['an id that is no number', 'GET', '/applications/abc', undefined, 404],
  ['answers that are no object', 'PUT', '/applications/DRAFT/answers', { answers: 'x' }, 400],
  ['a licence that is nobody\'s', 'POST', '/licences/999999/show', {}, 404],
  ['a file that is none of the four types', 'POST', '/files', Buffer.from('#!/bin/sh'), 415],
  ['a staff page for a resident', 'GET', '/tasks', undefined, 403],
  ['a case for a resident', 'GET', '/cases', undefined, 403],
  ['revoking by a resident', 'POST', '/licences/1/revoke', { reason: 'x' }, 403],
  ['a rating of nothing', 'POST', '/applications/999999/rating', { score: 1 }, 404],
  ['a query that is too long', 'GET', `/matters?q=${'a'.repeat(700)}`, undefined, 413],
]

test('what must be refused is refused, in both languages, and changes nothing', async (t) => {
  const gu = await Person.signIn('gu')
  const mine = await gu.ok('POST', '/applications', { matter: 'no-criminal-record' })
  const before = (await gu.ok('GET', '/applications')).applications.length
  for (const [name, method, path, body, status, as = {}] of BAD)
    for (const lang of ['zh', 'en'])
      await t.test(`${name} (${lang})`, async () => {
        const who = Object.assign(new Person(), gu, as.csrf && { csrf: as.csrf }, as.cookie && { cookie: as.cookie }, as.anonymous && { cookie: '' })
        const answer = await who.call(method, path.replace('DRAFT', mine.id) + (path.includes('?') ? '&' : '?') + `lang=${lang}`, body)
        assert.equal(answer.status, status, answer.text.slice(0, 300))
        assert.ok(answer.json?.error?.message, 'an error says what is wrong')
        assert.equal(/[\u4e00-\u9fff]/.test(answer.json.error.message), lang === 'zh', answer.json.error.message)
      })
  assert.equal((await gu.ok('GET', '/applications')).applications.length, before)
})

test('a kill -9 loses nothing that was answered', async () => {
  const zhao = await Person.signIn('zhao')
  const { page } = await draft(zhao, 'PS-kangjian')
  const sent = await zhao.ok('POST', `/applications/${page.id}/submit`, {})
  assert.equal(sent.office.zh, '康健新村派出所', 'from outside the city: where the person lives')
  await city.kill('SIGKILL')
  await city.start()
  const again = await Person.signIn('zhao')
  const now = await again.ok('GET', `/applications/${page.id}`)
  assert.equal(now.state, 'reviewing')
  assert.equal(now.case, sent.case)
  assert.equal(now.due_at, sent.due_at)
})

test('what is kept holds no number, phone or address in clear, and its audit chain is whole', async () => {
  await city.kill('SIGTERM')
  const kept = readdirSync(city.data).filter((name) => name.startsWith('city.db')).map((name) => readFileSync(join(city.data, name)))
  for (const value of ['31000019960229002X', '310000198408200014', '13800000001', '田林十二村', '模拟路 4 号'])
    for (const bytes of kept) assert.ok(!bytes.includes(value), value)
  assert.match(execFileSync(program, ['audit', 'verify', '--data', city.data], { encoding: 'utf8' }), /\d+/)
  await city.start()
})
