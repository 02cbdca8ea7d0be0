// matters.test.mjs - the matters that are content only: each from the form to the result, entitled or not, with a
// supplement, over the real server's API.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { City } from './lib/city.mjs'

let city

// One signed-in person: cookie and CSRF token, JSON in and out.
class Person {
  static async signIn(login) {
    const answer = await fetch(`${city.url}/api/v1/session`, {
      method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ login, password: 'xiucheng-demo' }),
    })
    assert.equal(answer.status, 200, `${login} signs in`)
    const cookie = answer.headers.get('set-cookie').split(';')[0]
    return Object.assign(new Person(), { cookie, csrf: (await answer.json()).csrf })
  }

  async call(method, path, body) {
    const picture = Buffer.isBuffer(body)
    const answer = await fetch(`${city.url}/api/v1${path}`, {
      method,
      headers: { Cookie: this.cookie, 'X-CSRF-Token': this.csrf, ...(body === undefined ? {} : { 'Content-Type': picture ? 'image/png' : 'application/json' }) },
      body: body === undefined ? undefined : picture ? body : JSON.stringify(body),
    })
    const text = await answer.text()
    return { status: answer.status, text, json: text.startsWith('{') ? JSON.parse(text) : null }
  }

  async ok(method, path, body) {
    const answer = await this.call(method, path, body)
    assert.ok(answer.status < 300, `${method} ${path}: ${answer.status} ${answer.text.slice(0, 500)}`)
    return answer.json
  }

  async apply(matter, answers) {
    const page = await this.ok('POST', '/applications', { matter })
    await this.ok('PUT', `/applications/${page.id}/answers`, { answers: { ...answers, promise: true } })
    return this.ok('POST', `/applications/${page.id}/submit`, {})
  }

  page(id) { return this.ok('GET', `/applications/${id}`) }

  async taskOf(no) {
    return (await this.ok('GET', '/tasks?mine=1')).tasks.find((t) => t.case === no)
  }

  async decide(no, answers) {
    const task = await this.taskOf(no)
    assert.ok(task, `${no} is in the queue`)
    return this.ok('POST', `/tasks/${task.id}/complete`, { answers })
  }

  async picture() {
    const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64')
    return (await this.ok('POST', '/files?name=paper.png', png)).id
  }
}

before(async () => {
  city = await City.open({ pack: 'packs/shanghai', demo: true })
})
after(async () => city?.close())

test('elder allowance: found by what people call it', async () => {
  for (const q of ['老人补贴', 'senior allowance']) {
    const { matters } = await (await fetch(`${city.url}/api/v1/matters?q=${encodeURIComponent(q)}`)).json()
    assert.equal(matters[0].id, 'elder-allowance', q)
  }
})

test('elder allowance: 77 years old, the wrong centre, a supplement, then 150 yuan and why', async () => {
  const shen = await Person.signIn('shen')
  const right = await Person.signIn('community-xujiahui')
  const wrong = await Person.signIn('community-tianlin')
  const police = await Person.signIn('police-xujiahui')
  const sent = await shen.apply('elder-allowance', { card: 'social', office: 'CC-tianlin' })
  assert.equal(sent.state, 'reviewing')
  assert.equal(sent.transfers, 1)
  assert.match(sent.office.zh, /徐家汇.*中心/)
  assert.match(sent.case, /^JT-/)
  assert.equal(sent.answers.name, '沈月华')
  assert.equal(await wrong.taskOf(sent.case), undefined)
  assert.equal(await police.taskOf(sent.case), undefined, 'a matter of the centre, not of the police')
  const { application } = await right.ok('GET', `/cases/${sent.case}`)
  assert.equal(application.advice.result, 'approve')
  assert.match(application.advice.text.zh, /70–79 岁，每月 150 元/)
  assert.deepEqual(application.checks.map((c) => c.result), ['ok', 'ok'])

  await right.decide(sent.case, { decision: 'supplement', missing: ['card_picture'] })
  const asked = await shen.page(sent.id)
  assert.equal(asked.state, 'waiting_applicant')
  assert.ok(asked.paused)
  assert.deepEqual(asked.missing.map((m) => m.zh), ['卡的照片'])
  await shen.ok('POST', `/applications/${sent.id}/supplement`, { answers: { card_picture: await shen.picture() }, files: [] })
  assert.equal((await shen.page(sent.id)).paused, false)
  const again = await right.taskOf(sent.case)
  assert.equal((await right.call('POST', `/tasks/${again.id}/complete`, { answers: { decision: 'supplement', missing: ['card_picture'] } })).status >= 400, true)
  await right.decide(sent.case, { decision: 'approve' })

  const done = await shen.page(sent.id)
  assert.equal(done.state, 'approved')
  assert.equal(done.licence, null)
  assert.equal(done.notice.title.zh, '津贴已批准')
  assert.match(done.notice.text.zh, /70–79 岁，每月 150 元，发到社会保障卡/)
  assert.match(done.notice.text.en, /aged 70 to 79: 150 yuan a month, to your social security card/)
  await shen.ok('POST', `/applications/${sent.id}/rating`, { score: 1, reasons: [], text: '' })
  const admin = await Person.signIn('admin')
  assert.equal((await admin.ok('GET', `/cases/${sent.case}`)).state, 'closed')
})

for (const [login, office, zh, en] of [
  ['gu', 'CC-tianlin', /从满 65 周岁起发，您现在 \d\d 周岁/, /begins at 65; you are \d\d/],
  ['zhao', 'CC-xuhui', /户籍不在上海/, /registered elsewhere/],
])
  test(`elder allowance: ${login} is told at once why not, by the rule, and nobody has work with it`, async () => {
    const who = await Person.signIn(login)
    const sent = await who.apply('elder-allowance', { card: 'elder', office })
    assert.equal(sent.state, 'refused')
    assert.equal(sent.notice.title.zh, '不符合条件')
    assert.match(sent.notice.text.zh, zh)
    assert.match(sent.notice.text.en, en)
    const admin = await Person.signIn('admin')
    assert.equal((await admin.ok('GET', '/tasks?mine=0')).tasks.some((t) => t.case === sent.case), false)
  })

test('elder allowance: a refusal needs its reason, and the person reads it', async () => {
  const who = await Person.signIn('resident09')
  const clerk = await Person.signIn('community-tianlin')
  const sent = await who.apply('elder-allowance', { card: 'elder', office: 'CC-tianlin' })
  assert.equal(sent.transfers, 0)
  const task = await clerk.taskOf(sent.case)
  assert.equal((await clerk.call('POST', `/tasks/${task.id}/complete`, { answers: { decision: 'refuse' } })).status, 400)
  await clerk.decide(sent.case, { decision: 'refuse', text: '已在外区领取' })
  const done = await who.page(sent.id)
  assert.equal(done.state, 'refused')
  assert.match(done.notice.text.zh, /这次不能发放：已在外区领取/)
})

test('residence registration: a rented home needs its lease; registered where the person lives', async () => {
  const who = await Person.signIn('resident02')
  const police = await Person.signIn('police-xujiahui')
  const page = await who.ok('POST', '/applications', { matter: 'residence-registration' })
  const saved = await who.ok('PUT', `/applications/${page.id}/answers`, { answers: { house: 'rent', since: '2026-03-01', office: 'PS-tianlin', promise: true } })
  assert.ok(saved.fields.some((f) => f.where === '/answers/lease'), JSON.stringify(saved.fields))
  assert.equal((await who.call('POST', `/applications/${page.id}/submit`, {})).status, 400)
  await who.ok('PUT', `/applications/${page.id}/answers`, { answers: { lease: await who.picture() } })
  const sent = await who.ok('POST', `/applications/${page.id}/submit`, {})
  assert.equal(sent.office.zh, '徐家汇派出所', 'passed on to where the person lives')
  const { application } = await police.ok('GET', `/cases/${sent.case}`)
  assert.equal(application.checks.find((c) => c.id === 'due').result, 'ok')
  assert.equal(application.advice.result, 'approve')
  await police.decide(sent.case, { decision: 'approve' })
  const done = await who.page(sent.id)
  assert.equal(done.state, 'approved')
  assert.equal(done.notice.title.zh, '居住登记办好了')
})

for (const [login, zh] of [['resident01', /住的街镇就是户籍所在的街镇/], ['zhao', /来沪人员居住登记/]])
  test(`residence registration: ${login} needs none and is told at once`, async () => {
    const who = await Person.signIn(login)
    const sent = await who.apply('residence-registration', { house: 'own', since: '2026-03-01', office: 'PS-tianlin' })
    assert.equal(sent.state, 'refused')
    assert.equal(sent.notice.title.zh, '不用登记')
    assert.match(sent.notice.text.zh, zh)
  })

const BORN = { child_name: '顾小满', child_sex: 'girl', born: '2026-05-20', hospital: '模拟妇婴医院', hukou: 'with_me', insure: true, office: 'CC-tianlin' }
const departments = async () => Promise.all(['health-xuhui', 'police-tianlin', 'insurance-xuhui'].map((login) => Person.signIn(login)))

test('a child is born: three departments at once, what two of them miss is asked for once, one result', async () => {
  const gu = await Person.signIn('gu')
  const [health, police, insurance] = await departments()
  const sent = await gu.apply('child-born', { ...BORN, office: 'CC-xujiahui' })
  assert.match(sent.case, /^YJ-/)
  assert.match(sent.office.zh, /田林/, 'passed on inside')
  for (const one of [health, police, insurance]) assert.ok(await one.taskOf(sent.case), 'all have it at once')
  const clerk = await Person.signIn('community-tianlin')
  assert.equal(await clerk.taskOf(sent.case), undefined)
  const whole = await health.ok('GET', `/cases/${sent.case}`)
  assert.equal(whole.application.answers.child_name, '顾小满')
  assert.equal(whole.application.checks.find((c) => c.id === 'born').result, 'ok')

  await health.decide(sent.case, { decision: 'approve' })
  let page = await gu.page(sent.id)
  assert.equal(page.state, 'reviewing')
  assert.match(page.notice.text.zh, /^卫健委（出生医学证明）：已办好$/)
  await police.decide(sent.case, { decision: 'supplement', missing: ['other_consent'], text: '请两位家长都签名' })
  page = await gu.page(sent.id)
  assert.equal(page.paused, false, 'the third department is still at work: the clock runs')
  assert.match(page.notice.text.zh, /^派出所（户口登记）：要补材料/)
  await insurance.decide(sent.case, { decision: 'supplement', missing: ['insurance_account'] })

  page = await gu.page(sent.id)
  assert.equal(page.state, 'waiting_applicant')
  assert.ok(page.paused, 'now the clock stands')
  assert.deepEqual(page.missing.map((m) => m.zh), ['另一位家长的同意书', '缴费账户证明'])
  assert.match(page.notice.text.zh, /派出所：请两位家长都签名/)
  for (const one of [health, police, insurance]) assert.equal(await one.taskOf(sent.case), undefined)
  await gu.ok('POST', `/applications/${sent.id}/supplement`, { answers: { insurance_account: await gu.picture() }, files: [await gu.picture()] })

  assert.equal((await gu.page(sent.id)).paused, false)
  assert.equal(await health.taskOf(sent.case), undefined, 'what is done is not asked again')
  const twice = await police.taskOf(sent.case)
  assert.ok((await police.call('POST', `/tasks/${twice.id}/complete`, { answers: { decision: 'supplement', missing: ['other_consent'] } })).status >= 400)
  await police.decide(sent.case, { decision: 'approve' })
  await insurance.decide(sent.case, { decision: 'approve' })
  page = await gu.page(sent.id)
  assert.equal(page.state, 'approved')
  assert.equal(page.notice.title.zh, '出生一件事办好了')
  assert.equal(page.notice.text.zh, '全部办好：出生医学证明、户口登记、医保参保')
  assert.equal(page.notice.text.en, 'All done: birth certificate, household registration, medical insurance')
  for (const said of [/卫健委（出生医学证明）：已办好/, /派出所（户口登记）：已办好/, /医保（医保参保）：已办好/])
    assert.ok(page.history.some((h) => said.test(h.text.zh)), `the history says where each stands: ${said}`)
})

test('a child is born: only who is needed; one refuses, and the result says who and why', async () => {
  const who = await Person.signIn('resident09')
  const [health, police, insurance] = await departments()
  const sent = await who.apply('child-born', { ...BORN, hukou: 'later', office: 'CC-tianlin' })
  assert.equal(await police.taskOf(sent.case), undefined, 'no household now: not the police')
  await insurance.decide(sent.case, { decision: 'refuse', text: '已在外省参保' })
  assert.equal((await who.page(sent.id)).state, 'reviewing')
  await health.decide(sent.case, { decision: 'approve' })
  const page = await who.page(sent.id)
  assert.equal(page.state, 'refused')
  assert.equal(page.notice.text.zh, '没有全部办成。出生医学证明已办好。医保不予办理：已在外省参保。')
  assert.equal(page.notice.text.en.includes('Medical insurance refused: 已在外省参保'), true, page.notice.text.en)
})

test('a child is born: what the form calls personal stands nowhere in clear', async () => {
  await city.kill('SIGTERM')
  const kept = readdirSync(city.data).filter((name) => name.startsWith('city.db')).map((name) => readFileSync(join(city.data, name)))
  assert.ok(kept.length > 0 || process.env.XIUCHENG_STORE)
  for (const bytes of kept) for (const value of ['顾小满', '模拟妇婴医院']) assert.ok(!bytes.includes(value), value)
  await city.start()
})
