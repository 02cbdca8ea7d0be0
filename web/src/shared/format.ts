// Numbers, times and deadlines as people read them, in both languages. Pure; no clock of its own.
import type { Lang, Words } from './i18n'

const THIN = '\u2009'
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const
const DAYS_ZH = ['日', '一', '二', '三', '四', '五', '六'] as const
const DAYS_EN = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const

let offsetMinutes = -new Date().getTimezoneOffset()
/** The city's own time, not the reader's: set once from the pack. */
export function setCityOffset(minutes: number): void {
  offsetMinutes = minutes
}

// ---- numbers -----------------------------------------------------------------------------------

/** Thousands are set off from 10,000 on; trailing zeros only when digits are asked for. */
export function number(value: number, digits?: number): string {
  const fixed = digits === undefined ? String(Math.round(value * 1000) / 1000) : value.toFixed(digits)
  const [whole = '0', rest] = fixed.split('.')
  const grouped = Math.abs(value) >= 10000 ? whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',') : whole
  return rest === undefined ? grouped : `${grouped}.${rest}`
}

/** Headlines: 5.4 万 in Chinese, 54,000 in English. */
export function headline(value: number, lang: Lang): string {
  if (lang === 'zh' && Math.abs(value) >= 1e8) return `${number(Math.round(value / 1e7) / 10)}${THIN}亿`
  if (lang === 'zh' && Math.abs(value) >= 1e4) return `${number(Math.round(value / 1e3) / 10)}${THIN}万`
  return number(value)
}

export type Reader = 'responder' | 'officer' | 'log'

/** Precision by use: 27 to a responder, 26.8 to an officer, every digit in the log. */
export function reading(value: number, reader: Reader = 'officer'): string {
  if (reader === 'log') return String(value)
  if (reader === 'responder') return number(Math.round(value))
  const rounded = Math.abs(value) >= 1000 ? Math.round(value) : Math.round(value * 10) / 10
  return number(rounded)
}

const UNITS: Record<string, Record<Lang, string>> = {
  cm: { zh: '厘米', en: 'cm' },
  m: { zh: '米', en: 'm' },
  km: { zh: '公里', en: 'km' },
  mm: { zh: '毫米', en: 'mm' },
  '%': { zh: '%', en: '%' },
  MW: { zh: '兆瓦', en: 'MW' },
  'km/h': { zh: '公里/时', en: 'km/h' },
  min: { zh: '分钟', en: 'min' },
  s: { zh: '秒', en: 's' },
  person: { zh: '人', en: 'people' },
  'mm/h': { zh: '毫米/时', en: 'mm/h' },
  'm3/s': { zh: '立方米/秒', en: 'm³/s' },
  'm³/h': { zh: '立方米/时', en: 'm³/h' },
  'm3/h': { zh: '立方米/时', en: 'm³/h' },
  '1': { zh: '', en: '' },
  count: { zh: '个', en: '' },
  in: { zh: '英寸', en: 'in' },
  '°C': { zh: '℃', en: '°C' },
  h: { zh: '小时', en: 'h' },
}

/** A unit's name; the pack may word its own. */
export function unitName(unit: string | Words | null | undefined, lang: Lang): string {
  if (!unit) return ''
  if (typeof unit !== 'string') return unit.zh === unit.en ? unitName(unit.zh, lang) : unit[lang]
  return UNITS[unit]?.[lang] ?? unit
}

export function distance(metres: number, lang: Lang): string {
  if (metres < 1000) return `${Math.round(metres / 10) * 10}${THIN}${unitName('m', lang)}`
  return `${number(Math.round(metres / 100) / 10)}${THIN}${unitName('km', lang)}`
}

export function range(from: string, to: string, lang: Lang): string {
  return lang === 'zh' ? `${from}${THIN}至${THIN}${to}` : `${from} to ${to}`
}

export function trendArrow(trend: 'up' | 'down' | 'flat'): string {
  return { up: '↑', down: '↓', flat: '→' }[trend]
}
export function trendWord(trend: 'up' | 'down' | 'flat', lang: Lang): string {
  const list: Record<typeof trend, Record<Lang, string>> = {
    up: { zh: '在涨', en: 'rising' },
    down: { zh: '在落', en: 'falling' },
    flat: { zh: '不变', en: 'steady' },
  }
  return list[trend][lang]
}

/** A part with its whole known: 3/8 as 38%. */
export function percent(part: number, whole: number): string {
  return whole > 0 ? `${Math.round((part / whole) * 100)}%` : '—'
}

// ---- times -------------------------------------------------------------------------------------

interface Parts {
  year: number
  month: number
  day: number
  weekday: number
  hour: number
  minute: number
  second: number
}

function parts(at: number): Parts {
  const d = new Date(at + offsetMinutes * 60000)
  return {
    year: d.getUTCFullYear(),
    month: d.getUTCMonth() + 1,
    day: d.getUTCDate(),
    weekday: d.getUTCDay(),
    hour: d.getUTCHours(),
    minute: d.getUTCMinutes(),
    second: d.getUTCSeconds(),
  }
}
const two = (n: number): string => String(n).padStart(2, '0')

/** Milliseconds of a server time; NaN for none. */
export function ms(time: string | number | null | undefined): number {
  if (typeof time === 'number') return time
  return time ? Date.parse(time) : Number.NaN
}

/** 19:42:06: only for the wall clock and logs. */
export function clockSeconds(at: number): string {
  const p = parts(at)
  return `${two(p.hour)}:${two(p.minute)}:${two(p.second)}`
}
export function clock(at: number): string {
  const p = parts(at)
  return `${two(p.hour)}:${two(p.minute)}`
}

function dayText(p: Parts, lang: Lang, withYear: boolean): string {
  if (lang === 'zh') return `${withYear ? `${p.year}年` : ''}${p.month}月${p.day}日`
  return `${p.day} ${MONTHS[p.month - 1] ?? ''}${withYear ? ` ${p.year}` : ''}`
}

/** 7月29日 星期三; Wednesday 29 July. */
export function dateLong(at: number, lang: Lang): string {
  const p = parts(at)
  return lang === 'zh'
    ? `${dayText(p, lang, false)} 星期${DAYS_ZH[p.weekday] ?? ''}`
    : `${DAYS_EN[p.weekday] ?? ''} ${dayText(p, lang, false)}`
}

export function date(at: number, now: number, lang: Lang): string {
  const p = parts(at)
  return dayText(p, lang, p.year !== parts(now).year)
}

/** 19:42 today, 7月28日 16:05 this year, 2025年7月28日 else. */
export function time(at: string | number | null | undefined, now: number, lang: Lang): string {
  const t = ms(at)
  if (Number.isNaN(t)) return '—'
  const p = parts(t)
  const n = parts(now)
  if (p.year !== n.year) return dayText(p, lang, true)
  if (p.month === n.month && p.day === n.day) return clock(t)
  return `${dayText(p, lang, false)} ${clock(t)}`
}

interface Step {
  seconds: number
  zh: string
  en: [one: string, many: string]
}
const STEPS: readonly Step[] = [
  { seconds: 86400, zh: '天', en: ['day', 'days'] },
  { seconds: 3600, zh: '小时', en: ['h', 'h'] },
  { seconds: 60, zh: '分', en: ['min', 'min'] },
  { seconds: 1, zh: '秒', en: ['s', 's'] },
]

/** Two neighbouring units at most: 4 分 52 秒, 7 小时 18 分, 2 天 3 小时. Whole minutes read 12 分钟. */
export function duration(seconds: number, lang: Lang, longest: 'day' | 'hour' = 'day'): string {
  const total = Math.max(0, Math.round(seconds))
  const first = STEPS.findIndex((s) => total >= s.seconds && (longest === 'day' || s.seconds <= 3600))
  const top = first < 0 ? STEPS.length - 1 : first
  const step = STEPS[top]
  if (!step) return ''
  const say = (n: number, s: Step): string => (lang === 'zh' ? `${n} ${s.zh}` : `${n} ${n === 1 ? s.en[0] : s.en[1]}`)
  const whole = Math.floor(total / step.seconds)
  const next = STEPS[top + 1]
  const rest = next ? Math.floor((total - whole * step.seconds) / next.seconds) : 0
  if (next && rest > 0) return `${say(whole, step)} ${say(rest, next)}`
  return lang === 'zh' && step.zh === '分' ? `${whole} 分钟` : say(whole, step)
}

/** Age of data: 2 秒前, 12 分钟前; only the largest unit. */
export function age(seconds: number, lang: Lang): string {
  const total = Math.max(0, Math.floor(seconds))
  const step = STEPS.find((s) => total >= s.seconds) ?? STEPS[STEPS.length - 1]
  if (!step) return ''
  const n = Math.floor(total / step.seconds)
  if (lang === 'zh') return `${n} ${step.zh === '分' ? '分钟' : step.zh}前`
  return `${n} ${n === 1 ? step.en[0] : step.en[1]} ago`
}

/** mm:ss left on a clock that escalates; above an hour h:mm:ss. */
export function countdown(seconds: number): string {
  const s = Math.max(0, Math.ceil(seconds))
  const h = Math.floor(s / 3600)
  return h > 0 ? `${h}:${two(Math.floor((s % 3600) / 60))}:${two(s % 60)}` : `${Math.floor(s / 60)}:${two(s % 60)}`
}

export interface DeadlineText {
  remaining: string
  due: string
  overdue: boolean
}

/** Remaining first, date second; overdue says by how much; a stopped clock says so. */
export function deadline(
  remainingS: number | null,
  dueAt: string | null,
  now: number,
  lang: Lang,
  working = false,
  paused = false,
): DeadlineText {
  const over = remainingS !== null && remainingS < 0
  // A working day is no 24 hours, so working time stays in hours.
  const span = duration(Math.abs(remainingS ?? 0), lang, working ? 'hour' : 'day')
  const kind = working ? (lang === 'zh' ? ' 工作时间' : ' of working time') : ''
  const due = dueAt ? time(dueAt, now, lang) : ''
  if (paused && remainingS === null)
    return { remaining: lang === 'zh' ? '期限停表' : 'Clock paused', due, overdue: false }
  if (paused)
    return {
      remaining: lang === 'zh' ? `期限停表，还剩 ${span}${kind}` : `Clock paused, ${span}${kind} left`,
      due,
      overdue: false,
    }
  if (over) return { remaining: lang === 'zh' ? `已超 ${span}` : `${span} overdue`, due, overdue: true }
  return { remaining: lang === 'zh' ? `还剩 ${span}${kind}` : `${span}${kind} left`, due, overdue: false }
}

// ---- names -------------------------------------------------------------------------------------

/** 310104 ******** 2X */
export function maskId(id: string): string {
  return id.length < 10 || id.includes('*') ? id : `${id.slice(0, 6)} ******** ${id.slice(-2)}`
}
/** 138****5521 */
export function maskPhone(phone: string): string {
  return phone.length < 9 || phone.includes('*') ? phone : `${phone.slice(0, 3)}****${phone.slice(-4)}`
}
