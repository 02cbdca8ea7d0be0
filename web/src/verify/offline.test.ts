// The browser's own verifying, against codes that are signed here with a fresh key.
import { readFileSync } from 'node:fs'
import { deflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import * as crypto from 'sm-crypto'
import { codeIn, verifyOffline, type Kept } from './offline'

const sm2 = crypto.sm2 as unknown as {
  generateKeyPairHex(): { publicKey: string; privateKey: string }
  doSignature(message: string, key: string, options: object): string
}
const pair = sm2.generateKeyPairHex()
const b64 = (b: Buffer): string => b.toString('base64url')
const sign = (text: string): string =>
  b64(
    Buffer.from(
      sm2.doSignature(text, pair.privateKey, { hash: true, publicKey: pair.publicKey, userId: '1234567812345678' }),
      'hex',
    ),
  )
const NOW = Date.parse('2026-07-30T06:00:00Z')
const kept = ((): Kept => {
  const bits = Buffer.alloc(16384)
  bits[1] = 0x80 // index 8 is withdrawn
  const s = {
    list: b64(deflateSync(bits)),
    bits: 131072,
    issued_at: '2026-07-30T05:42:00Z',
    expires_at: '2026-07-31T05:42:00Z',
    kid: 'k1',
  }
  return {
    keys: [
      {
        kid: 'k1',
        alg: 'SM2',
        x: b64(Buffer.from(pair.publicKey.slice(2, 66), 'hex')),
        y: b64(Buffer.from(pair.publicKey.slice(66), 'hex')),
        not_before: null,
        not_after: null,
        issuer: { zh: '市', en: 'City' },
      },
    ],
    offsetMinutes: 480,
    status: { ...s, signature: sign(`xcs1.${s.list}.${s.bits}.${s.issued_at}.${s.expires_at}.${s.kid}`) },
  }
})()
function code(more: object = {}): string {
  const t = NOW / 1000 - 5
  const p = {
    l: 1,
    v: 1,
    s: 3,
    k: 'k1',
    t,
    e: t + 60,
    n: 'n',
    m: '证明',
    i: '市',
    f: [['姓名', '陈嘉怡']],
    x: '2026-10-30',
  }
  const signed = `xc1.${b64(Buffer.from(JSON.stringify({ ...p, ...more })))}`
  return `${signed}.${sign(signed)}`
}

describe('verifying without a network', () => {
  it.each([
    ['a fresh code', code(), 'valid', 1],
    ['with its address', `https://city.example/verify#${code()}`, 'valid', 1],
    ['older than a minute', code({ t: NOW / 1000 - 90 }), 'expired', 0],
    ['past its date', code({ x: '2026-07-01' }), 'expired', 1],
    ['withdrawn', code({ s: 8 }), 'revoked', 1],
    ['paper has no minute', code({ p: 1, t: NOW / 1000 - 9e5 }), 'valid', 1],
    ['its last day', code({ x: '2026-07-30' }), 'valid', 1],
    ['withdrawn and old shows nobody', code({ s: 8, t: NOW / 1000 - 90 }), 'revoked', 0],
    ['from the future', code({ t: NOW / 1000 + 90 }), 'unknown', 0],
    ['five parts', `${code()}.x`, 'altered', 0],
    ['another key', code({ k: 'k2' }), 'unknown', 0],
    ['cut short', code().slice(0, -6), 'altered', 0],
    ['no code at all', 'https://example.org/7', 'unknown', 0],
    ['nothing', '', 'unknown', 0],
    ['nonsense behind the head', 'xc1.%%%.%%%', 'altered', 0],
  ])('%s', async (_name, text, verdict, facts) => {
    const got = await verifyOffline(text, kept, NOW)
    expect(got.verdict).toBe(verdict)
    expect(got.facts).toHaveLength(facts)
    expect(got.text.zh && got.todo.en).toBeTruthy()
  })
  it('does not accept changed facts', async () => {
    const [head, , signature] = code().split('.')
    const other = code({ f: [['姓名', '别人']] }).split('.')[1]
    expect((await verifyOffline(`${head}.${other}.${signature}`, kept, NOW)).verdict).toBe('altered')
  })
  it('says nothing without a list, or with a list of somebody else', async () => {
    expect((await verifyOffline(code(), null, NOW)).verdict).toBe('unknown')
    const forged = { ...kept, status: { ...kept.status, bits: 1 } }
    expect((await verifyOffline(code(), forged, NOW)).reason).toBe('no_list')
  })
  it.each([
    ['in its time', '2026-07-01T00:00:00Z', '2026-08-01T00:00:00Z', 'valid'],
    ['that was over', null, '2026-07-30T05:50:00Z', 'unknown'],
    ['that has not begun', '2026-07-30T06:01:00Z', null, 'no_list'],
  ])('a code counts by a key %s', async (_name, not_before, not_after, answer) => {
    const timed = { ...kept, keys: [{ ...kept.keys[0], not_before, not_after }] } as unknown as Kept
    const got = await verifyOffline(code(), timed, NOW)
    expect([got.verdict, got.reason]).toContain(answer)
  })
  it('finds the code in an address', () => {
    expect(codeIn('http://a/verify#xc1.a.b')).toBe('xc1.a.b')
  })
})

describe('a list that is kept', () => {
  it('is too old after its day, but still knows what was withdrawn', async () => {
    const late = NOW + 2 * 86400e3
    const t = late / 1000 - 5
    const later = { t, e: t + 60 }
    expect((await verifyOffline(code(later), kept, late)).reason).toBe('list_old')
    expect((await verifyOffline(code({ ...later, s: 8 }), kept, late)).verdict).toBe('revoked')
  })
  it('passes a code once on this phone', async () => {
    const used = new Set<string>()
    expect((await verifyOffline(code(), kept, NOW, used)).verdict).toBe('valid')
    expect((await verifyOffline(code(), kept, NOW, used)).reason).toBe('code_used')
  })
})

describe('what a real server signed', () => {
  const real = JSON.parse(readFileSync(new URL('./recorded.json', import.meta.url), 'utf8')) as {
    code: string
    keys: Kept['keys']
    status: Kept['status']
    later: Kept['status']
  }
  const held: Kept = { keys: real.keys, status: real.status, offsetMinutes: 480 }
  const shown = Date.parse('2026-11-24T01:38:05Z')

  it('is valid, with the facts that the holder chose', async () => {
    const got = await verifyOffline(`https://city.example/verify#${real.code}`, held, shown)
    expect(got.verdict).toBe('valid')
    expect(got.facts.map((x) => x.value.zh)).toEqual(['顾小棠', '期间内没有犯罪记录'])
    expect(got.list_at).toBe(real.status.issued_at)
  })
  it('is old after its minute', async () => {
    expect((await verifyOffline(real.code, held, shown + 60000)).reason).toBe('code_old')
  })
  it('is revoked by the list that followed', async () => {
    expect((await verifyOffline(real.code, { ...held, status: real.later }, shown)).verdict).toBe('revoked')
  })
  it('is altered with any byte exchanged', async () => {
    for (const at of [4, 60, 200, real.code.length - 60, real.code.length - 4]) {
      const other = real.code[at] === 'B' ? 'C' : 'B'
      const bad = real.code.slice(0, at) + other + real.code.slice(at + 1)
      expect((await verifyOffline(bad, held, shown)).verdict).not.toBe('valid')
    }
    const [head, body, signature] = real.code.split('.') as [string, string, string]
    const text = Buffer.from(body, 'base64url').toString().replace('顾小棠', '别的人')
    const forged = `${head}.${b64(Buffer.from(text))}.${signature}`
    expect((await verifyOffline(forged, held, shown)).reason).toBe('signature')
  })
})
