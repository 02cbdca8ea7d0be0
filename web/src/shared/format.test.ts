// Numbers, times and deadlines, in both languages.
import { beforeAll, describe, expect, it } from 'vitest'
import * as f from './format'
import { fill } from './i18n'

const now = Date.parse('2026-07-29T11:42:06Z')
beforeAll(() => f.setCityOffset(480))

describe('numbers', () => {
  it.each([
    [26.8, undefined, '26.8'],
    [940, undefined, '940'],
    [3140, undefined, '3140'],
    [10000, undefined, '10,000'],
    [1234567.5, undefined, '1,234,567.5'],
    [-12000, undefined, '-12,000'],
    [0, undefined, '0'],
    [3.6, 2, '3.60'],
    [0.1 + 0.2, undefined, '0.3'],
  ])('%s with %s digits is %s', (value, digits, text) => expect(f.number(value, digits)).toBe(text))
  it('says large numbers in headlines as the language does', () => {
    expect(f.headline(54000, 'zh')).toBe('5.4\u2009万')
    expect(f.headline(54000, 'en')).toBe('54,000')
    expect(f.headline(9999, 'zh')).toBe('9999')
    expect(f.headline(2.5e8, 'zh')).toBe('2.5\u2009亿')
  })
  it('gives each reader their precision', () => {
    expect(f.reading(26.83, 'responder')).toBe('27')
    expect(f.reading(26.83, 'officer')).toBe('26.8')
    expect(f.reading(26.83, 'log')).toBe('26.83')
  })
  it('words distances and ranges', () => {
    expect(f.distance(1640, 'zh')).toBe('1.6\u2009公里')
    expect(f.distance(236, 'en')).toBe('240\u2009m')
    expect(f.range('08:00', '09:00', 'en')).toBe('08:00 to 09:00')
    expect(f.percent(3, 8)).toBe('38%')
    expect(f.percent(3, 0)).toBe('—')
  })
})

describe('times', () => {
  it.each([
    ['2026-07-29T11:31:00Z', 'zh', '19:31'],
    ['2026-07-29T11:31:00Z', 'en', '19:31'],
    ['2026-07-28T08:05:00Z', 'zh', '7月28日 16:05'],
    ['2026-07-28T08:05:00Z', 'en', '28 July 16:05'],
    ['2025-07-28T08:05:00Z', 'zh', '2025年7月28日'],
    ['2025-07-28T08:05:00Z', 'en', '28 July 2025'],
    ['2026-07-28T16:30:00Z', 'zh', '00:30'],
  ] as const)('%s in %s is %s', (at, lang, text) => expect(f.time(at, now, lang)).toBe(text))
  it('has no time for nothing', () => {
    expect(f.time(null, now, 'zh')).toBe('—')
    expect(f.time('garbage', now, 'en')).toBe('—')
  })
  it('shows seconds on the wall clock and a long date', () => {
    expect(f.clockSeconds(now)).toBe('19:42:06')
    expect(f.dateLong(now, 'zh')).toBe('7月29日 星期三')
    expect(f.dateLong(now, 'en')).toBe('Wednesday 29 July')
  })
})

describe('durations and ages', () => {
  it.each([
    [292, 'zh', '4 分 52 秒'],
    [292, 'en', '4 min 52 s'],
    [720, 'zh', '12 分钟'],
    [26280, 'zh', '7 小时 18 分'],
    [26280, 'en', '7 h 18 min'],
    [183600, 'zh', '2 天 3 小时'],
    [86400, 'en', '1 day'],
    [0, 'zh', '0 秒'],
    [-5, 'en', '0 s'],
  ] as const)('%s s in %s is %s', (s, lang, text) => expect(f.duration(s, lang)).toBe(text))
  it('ages by the largest unit', () => {
    expect(f.age(2, 'zh')).toBe('2 秒前')
    expect(f.age(725, 'zh')).toBe('12 分钟前')
    expect(f.age(725, 'en')).toBe('12 min ago')
    expect(f.age(200000, 'en')).toBe('2 days ago')
  })
  it('counts down', () => {
    expect(f.countdown(294)).toBe('4:54')
    expect(f.countdown(3754)).toBe('1:02:34')
    expect(f.countdown(-3)).toBe('0:00')
  })
})

describe('deadlines', () => {
  it('says what remains first', () => {
    expect(f.deadline(26280, '2026-07-30T03:00:00Z', now, 'zh', true)).toEqual({
      remaining: '还剩 7 小时 18 分 工作时间',
      due: '7月30日 11:00',
      overdue: false,
    })
    expect(f.deadline(26280, '2026-07-30T03:00:00Z', now, 'en', true).remaining).toBe('7 h 18 min of working time left')
    expect(f.deadline(99224, '2026-07-30T03:00:00Z', now, 'zh', true).remaining).toBe('还剩 27 小时 33 分 工作时间')
  })
  it('says by how much it is over', () => {
    expect(f.deadline(-7200, null, now, 'zh')).toEqual({ remaining: '已超 2 小时', due: '', overdue: true })
    expect(f.deadline(-7200, null, now, 'en').remaining).toBe('2 h overdue')
  })
  it('says when the clock stands', () =>
    expect(f.deadline(3600, null, now, 'zh', false, true).remaining).toBe('期限停表，还剩 1 小时'))
})

describe('names', () => {
  it('masks', () => {
    expect(f.maskId('31010419900307002X')).toBe('310104 ******** 2X')
    expect(f.maskId('310104 ******** 2X')).toBe('310104 ******** 2X')
    expect(f.maskPhone('13800005521')).toBe('138****5521')
  })
})

describe('words', () => {
  it('fills names and plurals', () => {
    expect(fill('{n} {n|case|cases}', { n: 1 })).toBe('1 case')
    expect(fill('{n} {n|case|cases} {gone}', { n: 3 })).toBe('3 cases {gone}')
  })
})
