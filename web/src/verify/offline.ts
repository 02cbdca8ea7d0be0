// Verifying without a network: the signature by the city's key, withdrawal by the signed list; both kept here.
import { sm2 } from 'sm-crypto'
import type { StatusList, VerdictPage, VerdictWord, VerifyKey, Words } from '../shared/api'

export interface Kept {
  keys: VerifyKey[]
  status: StatusList
}
interface Payload {
  l: number
  v: number
  s: number
  k: string
  t: number
  e?: number
  m: string
  i: string
  f: [string, string][]
  x: string
  p?: 1
}

const CODE_LIFE_S = 60

export function bytesOf(text: string): Uint8Array {
  const plain = atob(text.replace(/-/g, '+').replace(/_/g, '/'))
  return Uint8Array.from(plain, (c) => c.charCodeAt(0))
}
const hexOf = (bytes: Uint8Array): string => Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('')

export function signedBy(key: VerifyKey, message: string, signature: string): boolean {
  const bytes = bytesOf(signature)
  if (bytes.length !== 64) return false
  return sm2.doVerifySignature(message, hexOf(bytes), `04${hexOf(bytesOf(key.x))}${hexOf(bytesOf(key.y))}`, {
    hash: true,
    der: false,
    userId: '1234567812345678',
  })
}

/** The list is the city's own, or it is not used. */
export function listIsGenuine(kept: Kept): boolean {
  const s = kept.status
  const key = kept.keys.find((k) => k.kid === s.kid)
  return (
    key !== undefined && signedBy(key, `xcs1.${s.list}.${s.bits}.${s.issued_at}.${s.expires_at}.${s.kid}`, s.signature)
  )
}

export async function isRevoked(status: StatusList, index: number): Promise<boolean> {
  const stream = new Blob([bytesOf(status.list) as BlobPart]).stream().pipeThrough(new DecompressionStream('deflate'))
  const bits = new Uint8Array(await new Response(stream).arrayBuffer())
  return ((bits[index >> 3] ?? 0) & (0x80 >> (index & 7))) !== 0
}

const WORDS: Record<string, { verdict: VerdictWord; text: Words; todo: Words }> = {
  ok: {
    verdict: 'valid',
    text: { zh: '证照是真的，名单上没有吊销', en: 'Genuine, and not on the list of revoked ones.' },
    todo: { zh: '请看一眼本人和姓名是否相符。', en: 'Check that the person matches the name.' },
  },
  expired: {
    verdict: 'expired',
    text: { zh: '证照是真的，但已经过了有效期', en: 'Genuine, but past its date.' },
    todo: { zh: '请对方在“办件”里重新申请。', en: 'Ask the holder to apply again.' },
  },
  code_old: {
    verdict: 'expired',
    text: { zh: '码超过 60 秒了', en: 'This code is older than 60 seconds.' },
    todo: { zh: '请对方换一个新的。', en: 'Ask for a new one.' },
  },
  revoked: {
    verdict: 'revoked',
    text: { zh: '签发机关已经收回，不能再用', en: 'Withdrawn by its issuer.' },
    todo: { zh: '请不要收。对方可以向签发机关询问原因。', en: 'Do not accept it. The holder can ask the issuer why.' },
  },
  altered: {
    verdict: 'altered',
    text: { zh: '内容和签名对不上，有人改过', en: 'Content and signature do not match.' },
    todo: {
      zh: '请不要收。请对方打开自己的手机，当面重新亮证。',
      en: 'Do not accept it. Ask the holder to show it again on their own phone.',
    },
  },
  not_ours: {
    verdict: 'unknown',
    text: { zh: '这不是本城的证照码', en: 'This is not a code of this city.' },
    todo: {
      zh: '请对方出示其他证件。这不说明对方有问题。',
      en: 'Ask for another document. This says nothing against the person.',
    },
  },
  no_list: {
    verdict: 'unknown',
    text: { zh: '没有网络，本机也没有名单，现在说不出真假', en: 'No network and no list here: cannot tell now.' },
    todo: {
      zh: '连上网再验一次。这不说明对方有问题。',
      en: 'Try again with a network. This says nothing against the person.',
    },
  },
}
export type Reason = keyof typeof WORDS

function page(reason: string, now: number, kept: Kept | null, p?: Payload): VerdictPage & { expires_on?: string } {
  const w = WORDS[reason] ?? WORDS.not_ours!
  const both = (s: string): Words => ({ zh: s, en: s })
  return {
    verdict: w.verdict,
    reason,
    text: w.text,
    todo: w.todo,
    facts: p ? p.f.map(([label, value]) => ({ label: both(label), value })) : [],
    name: p ? both(p.m) : null,
    issuer: p ? both(p.i) : null,
    ...(p ? { expires_on: p.x } : {}),
    checked_at: new Date(now).toISOString(),
    list_at: kept?.status.issued_at ?? null,
  }
}

function read(code: string): { signed: string; signature: string; payload: Payload } | null {
  const [head, body, signature] = code.split('.')
  if (head !== 'xc1' || !body || !signature) return null
  try {
    const payload = JSON.parse(new TextDecoder().decode(bytesOf(body))) as Payload
    return { signed: `${head}.${body}`, signature, payload }
  } catch {
    return null
  }
}

/** A scanned address carries the code behind its #. */
export function codeIn(text: string): string {
  const tail = text.slice(text.indexOf('#') + 1).trim()
  return tail.startsWith('xc1.') ? tail : text.trim()
}

export async function verifyOffline(text: string, kept: Kept | null, now: number): Promise<VerdictPage> {
  const code = codeIn(text)
  if (!code.startsWith('xc1.')) return page('not_ours', now, kept)
  if (!kept || !listIsGenuine(kept)) return page('no_list', now, null)
  const got = read(code)
  if (!got) return page('altered', now, kept)
  const p = got.payload
  const key = kept.keys.find((k) => k.kid === p.k)
  if (!key) return page('not_ours', now, kept)
  let genuine = false
  try {
    genuine = signedBy(key, got.signed, got.signature)
  } catch {
    genuine = false
  }
  if (!genuine) return page('altered', now, kept)
  const old = !p.p && now / 1000 >= p.t + CODE_LIFE_S
  const shown = old ? undefined : p
  if (await isRevoked(kept.status, p.s)) return page('revoked', now, kept, shown)
  if (p.x && now > Date.parse(`${p.x}T23:59:59+08:00`)) return page('expired', now, kept, shown)
  return old ? page('code_old', now, kept) : page('ok', now, kept, p)
}
