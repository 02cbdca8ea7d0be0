// Verifying without a network: the signature by the city's key, withdrawal by the signed list; both kept here.
import { sm2 } from 'sm-crypto'
import type { StatusList, VerdictPage, VerifyKey, Words } from '../shared/api'
import { REASONS, type Reason } from './words'

export interface Kept {
  keys: VerifyKey[]
  status: StatusList
  /** Names and labels in both languages, to read a code of the other one. */
  words?: Words[]
  /** The city's own clock, for the end of the last day. */
  offsetMinutes: number
}
export type Found = VerdictPage

interface Payload {
  /** place in the status list */
  s: number
  k: string
  t: number
  e?: number
  n?: string
  m: string
  i: string
  f: [string, string][]
  x?: string
  p?: 1
}

const CODE_LIFE_S = 60
const CODE_MAX = 16384

export function bytesOf(text: string): Uint8Array {
  const plain = atob(text.replace(/-/g, '+').replace(/_/g, '/'))
  return Uint8Array.from(plain, (c) => c.charCodeAt(0))
}
const hexOf = (bytes: Uint8Array): string => Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('')

export function signedBy(key: VerifyKey, message: string, signature: string): boolean {
  try {
    const bytes = bytesOf(signature)
    if (bytes.length !== 64) return false
    return sm2.doVerifySignature(message, hexOf(bytes), `04${hexOf(bytesOf(key.x))}${hexOf(bytesOf(key.y))}`, {
      hash: true,
      der: false,
      userId: '1234567812345678',
    })
  } catch {
    return false // what is no base64url is no signature
  }
}

/** The key of that name, if the moment (ms) lies in the key's time: keys follow one another. */
function keyAt(keys: VerifyKey[], kid: string, at: number): VerifyKey | undefined {
  return keys.find(
    (k) =>
      k.kid === kid &&
      (!k.not_before || at >= Date.parse(k.not_before)) &&
      (!k.not_after || at < Date.parse(k.not_after)),
  )
}

/** The list is the city's own, or it is not used. */
export function listIsGenuine({ keys, status: s }: Kept): boolean {
  const key = keyAt(keys, s.kid, Date.parse(s.issued_at))
  const text = `xcs1.${s.list}.${s.bits}.${s.issued_at}.${s.expires_at}.${s.kid}`
  return key !== undefined && signedBy(key, text, s.signature)
}

export async function isRevoked(status: StatusList, index: number): Promise<boolean> {
  const stream = new Blob([bytesOf(status.list) as BlobPart]).stream().pipeThrough(new DecompressionStream('deflate'))
  const bits = new Uint8Array(await new Response(stream).arrayBuffer())
  return ((bits[index >> 3] ?? 0) & (0x80 >> (index & 7))) !== 0
}

function page(reason: Reason, now: number, kept: Kept | null, p?: Payload): Found {
  const { verdict, text, todo } = REASONS[reason]
  const same = (s: string): Words => ({ zh: s, en: s })
  const both = (s: string): Words => kept?.words?.find((w) => w.zh === s || w.en === s) ?? same(s)
  return {
    verdict,
    reason,
    text,
    todo,
    facts: p ? p.f.map(([label, value]) => ({ label: both(label), value: same(value) })) : [],
    name: p ? both(p.m) : null,
    issuer: p ? both(p.i) : null,
    ...(p?.x ? { expires_on: p.x } : {}),
    checked_at: new Date(now).toISOString(),
    list_at: kept?.status.issued_at ?? null,
  }
}

function isPayload(v: unknown): v is Payload {
  const p = v as Partial<Payload> | null
  return (
    typeof p === 'object' &&
    p !== null &&
    Number.isInteger(p.s) &&
    Number.isInteger(p.t) &&
    typeof p.k === 'string' &&
    Array.isArray(p.f) &&
    p.f.every((one) => Array.isArray(one) && one.length === 2)
  )
}

function read(code: string): { signed: string; signature: string; payload: Payload } | null {
  const [head, body, signature, more] = code.split('.')
  if (head !== 'xc1' || !body || !signature || more !== undefined || code.length > CODE_MAX) return null
  try {
    const payload: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytesOf(body)))
    return isPayload(payload) && bytesOf(signature).length === 64
      ? { signed: `${head}.${body}`, signature, payload }
      : null
  } catch {
    return null
  }
}

/** A scanned address carries the code behind its #. */
export function codeIn(text: string): string {
  const tail = text.slice(text.indexOf('#') + 1).trim()
  return tail.startsWith('xc1.') ? tail : text.trim()
}

/** Where the code's own minute stands; paper has none. */
function age(p: Payload, now: number): 'early' | 'code_old' | null {
  const s = now / 1000
  if (p.t > s + CODE_LIFE_S) return 'early'
  return !p.p && (s >= p.t + CODE_LIFE_S || s >= (p.e ?? 0)) ? 'code_old' : null
}

const pastLastDay = (p: Payload, now: number, offsetMinutes: number): boolean =>
  p.x !== undefined && now >= Date.parse(`${p.x}T00:00:00Z`) + 86400000 - offsetMinutes * 60000

/** The layers of docs/internals/licence.md as far as they go here; `used` remembers this phone's own scans. */
async function judge(code: string, kept: Kept, now: number, used: Set<string>): Promise<Found> {
  const got = read(code)
  if (!got) return page('damaged', now, kept)
  const p = got.payload
  const key = keyAt(kept.keys, p.k, p.t * 1000)
  if (!key) return page('other_key', now, kept)
  if (!signedBy(key, got.signed, got.signature)) return page('signature', now, kept)
  const stale = age(p, now)
  // A screenshot tells nothing of the person, not even of a withdrawn licence.
  const shown = stale ? undefined : p
  if (await isRevoked(kept.status, p.s)) return page('revoked', now, kept, shown)
  if (pastLastDay(p, now, kept.offsetMinutes)) return page('licence_expired', now, kept, shown)
  if (stale) return page(stale, now, kept)
  if (p.n && used.has(p.n)) return page('code_used', now, kept)
  if (now >= Date.parse(kept.status.expires_at)) return page('list_old', now, kept)
  if (p.n) used.add(p.n)
  return page('ok', now, kept, p)
}

export function verifyOffline(text: string, kept: Kept | null, now: number, used = new Set<string>()): Promise<Found> {
  const code = codeIn(text)
  if (!code.startsWith('xc1.')) return Promise.resolve(page('not_ours', now, kept))
  if (!kept || !listIsGenuine(kept)) return Promise.resolve(page('no_list', now, null))
  return judge(code, kept, now, used)
}
