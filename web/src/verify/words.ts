// What each reason says and asks for: the server's own words where it has the same reason.
import type { VerdictWord, Words } from '../shared/api'

export interface Said {
  verdict: VerdictWord
  text: Words
  todo: Words
}

const again: Words = {
  zh: '请不要收。请对方打开自己的手机，当面重新亮证。',
  en: 'Do not accept it. Ask the holder to show it again on their own phone.',
}
const newCode: Words = {
  zh: '请对方换一个新码再扫。还是查不到，就请对方出示其他证件。这不说明对方有问题。',
  en: 'Ask for a new code or another document. This says nothing against the person.',
}
const withNetwork: Words = {
  zh: '连上网再验一次，或者请对方出示其他证件。这不说明对方有问题。',
  en: 'Verify again with a network, or ask for another document. This says nothing against the person.',
}

export const REASONS = {
  ok: {
    verdict: 'valid',
    text: { zh: '证照是真的，名单上没有吊销', en: 'Genuine, and not on the list of withdrawn ones.' },
    todo: {
      zh: '请看一眼本人和姓名是否相符。没有网络，查不出这个码在别处用过没有。',
      en: 'Check that the person matches the name. Without a network, a use of this code elsewhere is not known.',
    },
  },
  licence_expired: {
    verdict: 'expired',
    text: { zh: '证照是真的，但已经过了有效期', en: 'Genuine, but past its last day.' },
    todo: { zh: '请对方在“办件”里重新申请。', en: 'Ask the holder to apply for a new one.' },
  },
  code_old: {
    verdict: 'expired',
    text: { zh: '这个码超过 60 秒了', en: 'This code is older than 60 seconds.' },
    todo: {
      zh: '请对方换一个新的码再扫，对方手机上会自动换。',
      en: "Ask for a new code. It changes by itself on the holder's phone.",
    },
  },
  code_used: {
    verdict: 'expired',
    text: { zh: '这个码已经验过一次', en: 'This code has been checked before.' },
    todo: {
      zh: '请对方换一个新的码再扫，每个码只能验一次。',
      en: 'Ask for a new code. Each code can be checked once.',
    },
  },
  revoked: {
    verdict: 'revoked',
    text: { zh: '签发机关已经收回，不能再用', en: 'The issuer has withdrawn it. It no longer counts.' },
    todo: {
      zh: '请不要收。原因不向验证人公开，对方可以向签发机关询问。',
      en: 'Do not accept it. The reason is not public; the holder can ask the issuer.',
    },
  },
  signature: {
    verdict: 'altered',
    text: { zh: '内容和签名对不上，有人改过', en: 'Content and signature do not match: it was changed.' },
    todo: again,
  },
  damaged: {
    verdict: 'altered',
    text: { zh: '这个码不完整，或者被改过', en: 'The code is incomplete or was changed.' },
    todo: again,
  },
  not_ours: {
    verdict: 'unknown',
    text: { zh: '这不是本城的证照码', en: 'This is not a code of this city.' },
    todo: {
      zh: '请对方出示其他证件。这不说明对方有问题。',
      en: 'Ask for another document. This says nothing against the person.',
    },
  },
  other_key: {
    verdict: 'unknown',
    text: { zh: '不是本城签发的，现在说不出真假', en: 'It was not signed by this city.' },
    todo: newCode,
  },
  early: {
    verdict: 'unknown',
    text: { zh: '码上的时间比本机还晚', en: "The code's time lies ahead of this phone's." },
    todo: {
      zh: '请看本机的时间对不对，再请对方换一个新码。这不说明对方有问题。',
      en: "Look whether this phone's clock is right, then ask for a new code. This says nothing against the person.",
    },
  },
  no_list: {
    verdict: 'unknown',
    text: { zh: '没有网络，本机也没有名单，现在说不出真假', en: 'No network and no list here: cannot tell now.' },
    todo: withNetwork,
  },
  list_old: {
    verdict: 'unknown',
    text: {
      zh: '签名是真的，但本机的名单太旧，说不出吊销没有',
      en: 'Signed by the city, but the list here is too old.',
    },
    todo: withNetwork,
  },
} as const satisfies Record<string, Said>
export type Reason = keyof typeof REASONS
