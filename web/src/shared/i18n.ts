// The two languages: typed word lists, the switch that is remembered, and the pack's own texts.
import { ref, watchEffect } from 'vue'

export type Lang = 'zh' | 'en'
/** A text of the pack or the server in both languages. */
export interface Words {
  zh: string
  en: string
}
export type Params = Record<string, string | number>

const KEY = 'xiucheng.lang'

function remembered(): Lang {
  const asked = typeof location === 'undefined' ? null : new URLSearchParams(location.search).get('lang')
  if (asked === 'zh' || asked === 'en') return asked
  const kept = typeof localStorage === 'undefined' ? null : localStorage.getItem(KEY)
  return kept === 'en' ? 'en' : 'zh'
}

export const lang = ref<Lang>(remembered())

export function setLang(next: Lang): void {
  lang.value = next
  if (typeof localStorage !== 'undefined') localStorage.setItem(KEY, next)
}

if (typeof document !== 'undefined') {
  watchEffect(() => {
    document.documentElement.lang = lang.value === 'zh' ? 'zh-CN' : 'en'
  })
}

/** Fills {name} and the English plural {n|case|cases} (which prints the word only). */
export function fill(text: string, params: Params = {}): string {
  return text.replace(/\{(\w+)(?:\|([^|}]*)\|([^}]*))?\}/g, (whole, key: string, one?: string, many?: string) => {
    const value = params[key]
    if (value === undefined) return whole
    if (one === undefined || many === undefined) return String(value)
    return Number(value) === 1 ? one : many
  })
}

/** A page's own words, Chinese and English side by side; the keys are checked by the compiler. */
export function words<K extends string>(
  list: Record<K, readonly [zh: string, en: string]>,
): (key: K, params?: Params) => string {
  return (key, params) => fill(list[key][lang.value === 'zh' ? 0 : 1], params)
}

/** The question itself, without the place and figure that stand beside it already. */
export function shortQuestion(question: Words | null | undefined, place: Words | null | undefined): string {
  const whole = tx(question)
  if (!whole.includes(tx(place)) || tx(place) === '') return whole
  const last = whole.split(/，|: /).pop() ?? whole
  return last.charAt(0).toUpperCase() + last.slice(1)
}

/** The reader's language of a text; a plain string or nothing passes through. */
export function tx(text: Words | string | null | undefined): string {
  if (text === null || text === undefined) return ''
  if (typeof text === 'string') return text
  return (lang.value === 'zh' ? text.zh || text.en : text.en || text.zh) ?? ''
}
