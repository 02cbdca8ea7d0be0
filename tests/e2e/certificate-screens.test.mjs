// certificate-screens.test.mjs - the certificate on its screens, in a real browser, in both languages: found in own words, sent
// to the wrong station, passed on, approved at the desk, shown as a code, verified on another device, rated.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { noBrowser, openBrowser, openPage, signIn, violations } from './lib/browser.mjs'
import { City } from './lib/city.mjs'

const PASSWORD = 'xiucheng-demo'
const skip = noBrowser()
let city, browser

before(async () => {
  if (skip) return
  city = await City.open({ pack: 'packs/shanghai', demo: true })
  browser = await openBrowser()
}, { timeout: 120_000 })
after(async () => {
  await browser?.close()
  await city?.close()
})

const STORIES = [
  {
    lang: 'zh', login: 'gu', query: '幼儿园要的没案底证明', official: 'police-tianlin',
    passed: /已转田林新村派出所/, approve: '出具证明并签章', valid: '有效', late: '已过期', callback: /前会有人打电话给您/,
  },
  {
    lang: 'en', login: 'gu', query: 'no criminal record', official: 'police-tianlin',
    passed: /Tianlin Xincun/, approve: 'Issue and sign', valid: 'Valid', late: 'Expired', callback: /call you by/,
  },
]

async function accessible(page, where) {
  assert.deepEqual(await violations(page), [], `axe: ${where}`)
  const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  assert.ok(over <= 0, `${where} scrolls sideways by ${over}`)
}

async function apply(page, story) {
  const next = () => page.click('form .btn.primary')
  await page.goto(`${city.url}/`)
  await page.fill('#search-own', story.query)
  await page.keyboard.press('Enter')
  await page.waitForSelector('.why')
  await accessible(page, 'search')
  await page.click('.card .btn.primary')
  await page.click('.col > .btn.primary')
  await page.fill('#sign-in-login', story.login)
  await page.fill('#sign-in-password', PASSWORD)
  await page.click('.sign-in form .btn.primary')
  await page.waitForSelector('.prefilled')
  assert.ok((await page.textContent('.prefilled .from')).length > 6, 'prefilled says where from')
  assert.ok(!(await page.textContent('main')).includes('31000019960229002X'), 'the number is masked')
  await next()
  await page.waitForSelector('input[name=purpose]')
  await next()
  await page.waitForSelector('[role=alert] a')
  assert.match(await page.title(), /^(有误：|Error: )/)
  await page.check('input[value=work]')
  await next()
  await page.waitForSelector('.prefilled')
  await next()
  await page.selectOption('select#office', 'PS-xujiahui')
  await page.reload()
  await page.waitForSelector('select#office')
  await page.selectOption('select#office', 'PS-xujiahui')
  await next()
  await page.waitForSelector('.answers')
  await accessible(page, 'check answers')
  await page.check('#promise')
  await next()
  await page.waitForSelector('.moved')
  assert.match(await page.textContent('main'), story.passed)
  await accessible(page, 'tracking')
  return (await page.textContent('main')).match(/WF-[\d-]+/)[0]
}

async function approveAtDesk(story, number) {
  const desk = await openPage(browser, { lang: story.lang })
  await signIn(desk, `${city.url}/desk`, story.official, PASSWORD)
  await desk.waitForSelector('tbody tr')
  await accessible(desk, 'desk queue')
  await desk.keyboard.press('Enter')
  const button = desk.getByRole('button', { name: story.approve })
  await button.waitFor()
  assert.ok((await desk.textContent('main')).includes(number))
  await accessible(desk, 'desk case')
  await button.click()
  await desk.waitForFunction(() => !document.querySelector('tbody tr.at') || document.querySelector('[role=status]'))
  await desk.waitForTimeout(500)
  assert.deepEqual(desk.faults, [])
  await desk.context().close()
}

async function verifyElsewhere(story, url) {
  const other = await openPage(browser, { width: 390, height: 844, lang: story.lang })
  await other.goto(url)
  await other.waitForSelector('section[role=status] h1')
  assert.equal((await other.textContent('section[role=status] h1')).trim(), story.valid)
  await accessible(other, 'verify')
  await other.reload()
  await other.waitForSelector('section[role=status] h1')
  assert.equal((await other.textContent('section[role=status] h1')).trim(), story.late, 'a code is good once')
  return other
}

for (const story of STORIES)
  test(`the certificate on its screens (${story.lang})`, { skip, timeout: 180_000 }, async () => {
    const page = await openPage(browser, { width: 390, height: 844, lang: story.lang })
    page.setDefaultTimeout(15_000)
    const number = await apply(page, story)
    await approveAtDesk(story, number)
    await page.waitForSelector('a[href^="#/licence/"]', { timeout: 30_000 })
    const shown = page.waitForResponse((r) => r.url().endsWith('/show'))
    await page.click('a[href^="#/licence/"]')
    const { url, code } = await (await shown).json()
    await page.waitForSelector('.qr svg')
    const size = await page.locator('.qr svg').boundingBox()
    assert.ok(size.width >= 232, `the code is ${size.width} wide`)
    await accessible(page, 'show')
    const other = await verifyElsewhere(story, url)

    // Without a network the other device reads the next code by itself.
    const again = page.waitForResponse((r) => r.url().endsWith('/show'))
    await page.reload()
    const fresh = await (await again).json()
    assert.notEqual(fresh.code, code)
    await other.goto(`${city.url}/verify`)
    await other.waitForFunction(() => localStorage.getItem('xiucheng.verify'))
    await other.route('**/api/**', (r) => r.abort())
    await other.fill('#code', fresh.code)
    await other.click('form .btn')
    await other.waitForSelector('section[role=status] h1')
    assert.equal((await other.textContent('section[role=status] h1')).trim(), story.valid)
    assert.match(await other.textContent('main'), /没有联网，按本机|Verified without network/)
    await other.context().close()

    await page.goto(`${city.url}/#/cases`)
    await page.click('.card .cover')
    await page.click('a[href^="#/rate/"]')
    await page.check('#score-5', { force: true })
    await page.fill('#rate-text', story.lang === 'zh' ? '选错派出所时没有马上告诉我' : 'I was not told at once')
    await accessible(page, 'rating')
    await page.click('form .btn.primary')
    await page.waitForSelector('[role=status] .large')
    assert.match(await page.textContent('main'), story.callback)
    assert.deepEqual(page.faults, [])
    await page.context().close()
  })
