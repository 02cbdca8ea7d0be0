// The words of the responder's phone.
import { words } from '../shared/i18n'

export const t = words({
  title: ['现场', 'Field'], signWhy: ['登录后看派给您的任务', 'Sign in to see the task sent to you'], shared: ['位置已共享', 'Location shared'], notShared: ['位置没有共享', 'Location not shared'],
  noNet: ['没有网络，照常记录', 'No network. Keep recording.'], loading: ['正在取您的任务…', 'Loading your task…'], failing: ['取不到新任务，手机里的照常能用', 'Cannot get new tasks. What is on the phone still works.'],
  none: ['现在没有派给您的任务', 'No task for you now'], noneNext: ['有新任务会自动出现在这里', 'A new task will appear here by itself'],
  sentAt: ['{t} 派给您', 'sent to you {t}'], drive: ['开车 {n} 分钟', '{n} min by car'], far: ['离您多远', 'How far'], depthNow: ['水深', 'Water depth'], rising: ['水深，还在涨', 'Water, rising'], falling: ['水深，在退', 'Water, falling'],
  whyYou: ['为什么是您：{w}', 'Why you: {w}'], accept: ['接受，出发', 'Accept and go'], cannot: ['去不了', 'Cannot go'], asksNext: ['{d} 后自动问下一队', 'the next crew is asked in {d}'],
  to: ['往{p}', 'To {p}'], arrived: ['到了', 'I am there'], arrivedAt: ['到场 {t}', 'on site {t}'], eta: ['{n} 分钟', '{n} min'],
  whyNot: ['为什么去不了？', 'Why can you not go?'], busy: ['在忙别的任务', 'Busy with another task'], blocked: ['路不通', 'The road is blocked'], equipment: ['设备不行', 'Equipment not working'], unsafe: ['去了不安全', 'Not safe to go'],
  refuseNext: ['选一个，系统马上问下一队', 'Choose one; the next crew is asked at once'], backTask: ['返回任务', 'Back to the task'],
  report: ['报上去', 'Send the report'], support: ['要支援', 'I need support'], supportSent: ['已告诉值班席要支援', 'The duty desk knows you need support'], now: ['{l}', '{l}'], less: ['减 1', 'One less'], more: ['加 1', 'One more'],
  photo: ['拍照', 'Take a photo'], again: ['再拍', 'One more'], photoN: ['照片 {n}，{t}', 'Photo {n}, {t}'], drop: ['去掉照片 {n}', 'Remove photo {n}'], note: ['还有什么要说（可以不写）', 'Anything else (optional)'],
  kept: ['{n} 条记录在手机里', '{n} {n|record|records} on this phone'], keptNext: ['有网后按原来的时间自动发出，不会丢', 'Sent by itself with the true times once there is a network. Nothing is lost.'], carryOn: ['接着记', 'Carry on'], call: ['打电话报', 'Report by phone'],
  sending: ['正在发出 {n} 条', 'Sending {n}'], accepted: ['接受任务', 'Task accepted'], arrivedRec: ['到场', 'Arrived'], refused: ['去不了', 'Cannot go'], reportRec: ['现场报告', 'Report'], photoRec: ['照片', 'Photo'], supportRec: ['要支援', 'Support wanted'],
  rejected: ['服务器没有收下这条：{m}', 'The server did not take this record: {m}'], clear: ['我知道了，去掉', 'I know, remove it'],
  missing: ['还要填：{l}', 'Still needed: {l}'], thanks: ['报告已发出', 'Report sent'], night: ['夜里', 'Night'], day: ['白天', 'Day'], out: ['退出', 'Sign out'], tools: ['更多', 'More'],
  others: ['后面还有 {n} 件', '{n} more after this'], detour: ['积水，绕行', 'Flooded, go round'], noPlace: ['没有位置，请看地址', 'No position; see the address'],
})
