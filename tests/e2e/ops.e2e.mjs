// ops.e2e.mjs - the storm seen on the screens: a real server, the simulated city, a real Chromium, both languages.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { noBrowser, openBrowser, openPage, signIn, violations } from './lib/browser.mjs'
import { City, program, root } from './lib/city.mjs'
import { PNG } from './lib/person.mjs'

const skip = noBrowser()
const PASSWORD = 'xiucheng-demo'
let city, browser, storm

before(async () => {
  if (skip) return
  city = await City.open({ pack: 'packs/shanghai', demo: true })
  storm = spawn(program, ['simulate', '--pack', join(root, 'packs/shanghai'), '--curves', join(root, 'packs/newyork/storm'),
    '--to', city.url, '--token', city.token('integrator', 'simulation'), '--crews', PASSWORD, '--past', '40'], { stdio: 'ignore' })
  browser = await openBrowser()
})
after(async () => {
  await browser?.close()
  storm?.kill('SIGTERM')
  await city?.close()
})

const count = async (page, selector) => page.locator(selector).count()
async function until(page, what, check, seconds = 90) {
  for (let i = 0; i < seconds * 4; i++) {
    if (await check()) return
    await page.waitForTimeout(250)
  }
  assert.fail(`${what} did not happen in ${seconds} s; page says: ${(await page.locator('body').innerText()).slice(0, 600)}`)
}

for (const lang of ['zh', 'en']) {
  test(`the wall shows the storm (${lang})`, { skip }, async () => {
    const page = await openPage(browser, { lang })
    await signIn(page, `${city.url}/ops`, 'duty', PASSWORD)
    await until(page, 'a case in the list', async () => (await count(page, '.list .row')) > 0)
    assert.equal(await page.getAttribute('html', 'lang'), lang === 'zh' ? 'zh-CN' : 'en')
    await until(page, 'the case panel with its curve', async () => (await count(page, '.panel .chart svg')) > 0)
    await until(page, 'the plan', async () => (await count(page, '.panel .path .step')) > 0)
    await until(page, 'a symbol on the map', async () => (await count(page, '.city-map .pin')) > 0)
    assert.ok((await count(page, '.vitals .value')) >= 3, 'vital signs')
    const wide = await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth && document.documentElement.scrollHeight <= innerHeight)
    assert.ok(wide, 'nothing scrolls on the wall')
    assert.deepEqual(await violations(page), [])
    assert.deepEqual(page.faults, [])
    await page.context().close()
  })
}

test('a click on a row opens its case, the address carries it, back closes it', { skip }, async () => {
  const page = await openPage(browser, { width: 1440, height: 900 })
  await signIn(page, `${city.url}/ops`, 'duty', PASSWORD)
  await until(page, 'rows', async () => (await count(page, '.list .row')) > 1)
  const row = page.locator('.list .row').nth(1)
  const title = await row.locator('.t').innerText()
  await row.click()
  await until(page, 'the panel', async () => (await page.locator('.panel h2').innerText().catch(() => '')) === title)
  assert.match(page.url(), /[?&]case=/)
  await page.goBack()
  assert.doesNotMatch(page.url(), /[?&]case=/)
  await page.context().close()
})

test('the district sees only its own, the street too', { skip }, async () => {
  const page = await openPage(browser, { width: 1440, height: 900 })
  await signIn(page, `${city.url}/ops/310104`, 'duty-xuhui', PASSWORD)
  await until(page, 'the district', async () => /徐汇/.test(await page.locator('header').innerText()))
  const foreign = await page.evaluate(async () => (await fetch('/api/v1/overview?division=310115')).status)
  assert.ok(foreign === 403 || foreign === 404, `another district: ${foreign}`)
  await page.goto(`${city.url}/ops/310104/011`)
  await until(page, 'the street', async () => /田林/.test(await page.locator('header').innerText()))
  await page.context().close()
})

test('the live stream moves the screen without a reload', { skip }, async () => {
  const page = await openPage(browser)
  await signIn(page, `${city.url}/ops`, 'duty', PASSWORD)
  await until(page, 'rows', async () => (await count(page, '.list .row')) > 0)
  const before = await page.locator('.list .v').allInnerTexts()
  await until(page, 'another value', async () => (await page.locator('.list .v').allInnerTexts()).join() !== before.join(), 120)
  await page.context().close()
})

test('a stopped server: the picture stays and says so, then goes on', { skip }, async () => {
  const page = await openPage(browser)
  await signIn(page, `${city.url}/ops`, 'duty', PASSWORD)
  await until(page, 'rows', async () => (await count(page, '.list .row')) > 0)
  await city.kill('SIGTERM')
  await until(page, 'the strip', async () => (await count(page, '.strip')) > 0, 40)
  assert.ok((await count(page, '.list .row')) > 0, 'the last picture stays')
  await city.start()
  await until(page, 'the strip gone', async () => (await count(page, '.strip')) === 0, 60)
  await page.context().close()
})

test('the responder sees the phone in both languages, without sideways scrolling', { skip }, async () => {
  for (const lang of ['zh', 'en']) {
    const page = await openPage(browser, { width: 390, height: 844, lang })
    await signIn(page, `${city.url}/field`, 'unit01', PASSWORD)
    await until(page, 'the bar', async () => (await count(page, '.phone footer')) > 0)
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth))
    assert.deepEqual(await violations(page), [])
    assert.deepEqual(page.faults, [])
    await page.context().close()
  }
})

// A city whose crews nobody plays: the task waits for this phone.
test('a responder accepts, arrives, reports without typing; the server has it with its answers', { skip }, async () => {
  const own = await City.open({ pack: 'packs/shanghai', demo: true })
  const water = spawn(program, ['simulate', '--pack', join(root, 'packs/shanghai'), '--curves', join(root, 'packs/newyork/storm'),
    '--to', own.url, '--token', own.token('integrator', 'simulation'), '--past', '18'], { stdio: 'ignore' })
  const page = await openPage(browser, { width: 390, height: 844 })
  try {
    const admin = own.token('duty', 'look')
    const handled = async () => {
      const { cases } = await own.get('/api/v1/cases?scenario=road-flooding&limit=50', admin)
      const pages = await Promise.all(cases.map((c) => own.get(`/api/v1/cases/${c.id}`, admin)))
      return pages.flatMap((p) => p.tasks.map((x) => ({ ...x, page: p.id }))).filter((x) => x.element === 'Task_Handle' && x.assignee)
    }
    let task
    await until(page, 'a task for a crew', async () => (task = (await handled().catch(() => []))[0]) !== undefined)
    await signIn(page, `${own.url}/field`, `unit${task.assignee.slice(2)}`, PASSWORD)
    for (const step of ['accepted', 'on_site']) {
      await page.click('.foot .main')
      await until(page, step, async () => (await own.get(`/api/v1/cases/${task.page}`, admin)).tasks.some((x) => x.id === task.id && x.state === step), 30)
    }
    await page.waitForSelector('.report .tick')
    await page.locator('.report .tick').first().click()
    await page.locator('.report .seg .btn').nth(1).click()
    await page.locator('.report .stepper .btn').nth(1).click()
    await page.setInputFiles('.report input[type=file]', { name: 'scene.png', mimeType: 'image/png', buffer: PNG })
    await page.waitForSelector('.report figure img')
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight)) // else a button half under the foot counts as small
    assert.deepEqual(await violations(page), [])
    await page.click('.foot .main')
    await until(page, 'the report', async () => (await own.get(`/api/v1/cases/${task.page}`, admin)).tasks.some((x) => x.id === task.id && x.state === 'done'), 30)
    await until(page, 'the word that it was sent', async () => (await count(page, '.said')) > 0, 10)
    const desk = await openPage(browser, { width: 1440, height: 900, lang: 'en' })
    await signIn(desk, `${own.url}/ops?case=${task.page}`, 'duty', PASSWORD)
    await until(desk, 'the photo in the case', async () => desk.evaluate(() => document.querySelector('.panel .photos img')?.naturalWidth > 0))
    assert.match(await desk.getAttribute('.panel .photos img', 'alt'), /Photo 1 of the scene, \d\d:\d\d/)
    assert.deepEqual(await violations(desk), [])
    assert.deepEqual(desk.faults, [])
    await desk.context().close()
    assert.deepEqual(page.faults, [])
  } finally {
    await page.context().close()
    water.kill('SIGTERM')
    await own.close()
  }
})
