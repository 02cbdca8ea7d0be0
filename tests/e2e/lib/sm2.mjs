// sm2.mjs - verifies SM2 signatures by the formulas of GB/T 32918.2, to judge the server's own from outside.
import { createHash } from 'node:crypto'

const P = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFFn
const A = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFCn
const B = 0x28E9FA9E9D9F5E344D5A9E4BCF6509A7F39789F515AB8F92DDBCBD414D940E93n
const N = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123n
const GX = 0x32C4AE2C1F1981195F9904466A39C9948FE30BBFF2660BE1715A4589334C74C7n
const GY = 0xBC3736A2F4F6779C59BDCEE36B692153D0A9877CC62A474002DF32E52139F0A0n
const ID = '1234567812345678'

const mod = (a, m = P) => ((a % m) + m) % m
function inverse(a, m = P) {
  let [r0, r1, s0, s1] = [mod(a, m), m, 1n, 0n]
  while (r1) [r0, r1, s0, s1] = [r1, r0 % r1, s1, s0 - (r0 / r1) * s1]
  return mod(s0, m)
}
function add(p, q) {
  if (!p) return q
  if (!q) return p
  if (p[0] === q[0] && mod(p[1] + q[1]) === 0n) return null
  const l = p[0] === q[0] ? mod((3n * p[0] * p[0] + A) * inverse(2n * p[1])) : mod((q[1] - p[1]) * inverse(q[0] - p[0]))
  const x = mod(l * l - p[0] - q[0])
  return [x, mod(l * (p[0] - x) - p[1])]
}
function times(k, p) {
  let sum = null
  for (; k; k >>= 1n, p = add(p, p)) if (k & 1n) sum = add(sum, p)
  return sum
}

const bytes32 = (n) => Buffer.from(n.toString(16).padStart(64, '0'), 'hex')
const number = (b) => BigInt('0x' + Buffer.from(b).toString('hex'))
const sm3 = (...parts) => parts.reduce((h, p) => h.update(p), createHash('sm3')).digest()

// key: {x, y} as base64url; signature: 64 bytes r||s
export function verify(key, message, signature) {
  const [x, y] = [key.x, key.y].map((t) => number(Buffer.from(t, 'base64url')))
  if (mod(y * y - (x * x * x + A * x + B)) !== 0n || signature.length !== 64) return false
  const [r, s] = [number(signature.subarray(0, 32)), number(signature.subarray(32))]
  if (r < 1n || r >= N || s < 1n || s >= N) return false
  const length = Buffer.from([0, ID.length * 8])
  const z = sm3(length, ID, ...[A, B, GX, GY, x, y].map(bytes32))
  const e = number(sm3(z, message))
  const t = mod(r + s, N)
  if (!t) return false
  const point = add(times(s, [GX, GY]), times(t, [x, y]))
  return point !== null && mod(e + point[0], N) === r
}
