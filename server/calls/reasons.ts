import { reasons } from '../platform/reason.ts'

/** What an agent reads about the call he asked for; for failures, `again` says whether he may ask once more. */
export const callWords = reasons({
  none: {
    zh: () => '没有请电话系统拨打。',
    en: () => 'The telephone system was not asked to ring.',
  },
  asking: {
    zh: () => '正在接通您的话机…',
    en: () => 'Connecting your telephone…',
  },
  asked: {
    zh: () => '电话系统已受理，请接听您的话机。',
    en: () => 'The telephone system has taken the call; pick up your telephone.',
  },
  unreachable: {
    zh: (f: Again) => `连接不上电话系统，没有拨出。${next(f).zh}`,
    en: (f: Again) => `The telephone system cannot be reached; nothing was dialled. ${next(f).en}`,
  },
  'no-answer': {
    zh: (f: Again) => `电话系统没有应答。话机若未响铃，${next(f).zh}`,
    en: (f: Again) => `The telephone system does not answer. If your telephone has not rung: ${next(f).en}`,
  },
  refused: {
    zh: (f: Again & { status: number }) => `电话系统拒绝了这次拨打（${f.status}）。${next(f).zh}`,
    en: (f: Again & { status: number }) => `The telephone system refused the call (${f.status}). ${next(f).en}`,
  },
  'not-connected': {
    zh: (f: Again) => `处理拨打的服务器未连接电话系统，没有拨出。${next(f).zh}`,
    en: (f: Again) => `The server at work is not connected to a telephone system; nothing was dialled. ${next(f).en}`,
  },
  late: {
    zh: (f: Again) => `一分钟内没有轮到，没有拨出。${next(f).zh}`,
    en: (f: Again) => `Its turn did not come within a minute; nothing was dialled. ${next(f).en}`,
  },
  interrupted: {
    zh: (f: Again) => `拨打中断，结果不明。话机若未响铃，${next(f).zh}`,
    en: (f: Again) => `The call was interrupted, how is not known. If your telephone has not rung: ${next(f).en}`,
  },
})

interface Again {
  again: boolean
}

function next({ again }: Again) {
  return again
    ? { zh: '请重新拨打。', en: 'Dial again.' }
    : { zh: '请登记结果并告知主管。', en: 'Register the outcome and tell your supervisor.' }
}
