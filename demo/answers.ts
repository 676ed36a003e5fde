import { type Answer, type Question, visibleQuestions } from '../server/scripts/rules.ts'
import type { Random } from './random.ts'

/** What a content customer answers, and a discontent one; questions not named here are answered by their kind. */
const WORDS: Record<string, { content: Answer[]; discontent: Answer[] }> = {
  trouble: { content: ['其他'], discontent: ['液压', '发动机', '电气', '行走'] },
  'on-time': { content: ['准时', '准时', '准时', '迟到但提前说明'], discontent: ['迟到但提前说明', '迟到且没有说明'] },
  wish: {
    content: ['没有，挺好的', '希望多做操作培训', '想了解延保'],
    discontent: ['尽快派人来看看', '希望有人回电说明'],
  },
  'left-open': { content: ['还有轻微渗油'], discontent: ['液压油还在漏', '故障灯又亮了', '启动还是困难'] },
  recommend: { content: [8, 9, 10, 9], discontent: [3, 4, 5, 6] },
  needs: { content: [['滤芯', '机油'], ['暂不需要'], ['斗齿'], ['滤芯']], discontent: [['暂不需要']] },
}

/** Answers to the questions of a script in their order, as a customer in a mood would give them. */
export function answersTo(questions: readonly Question[], draw: Random, discontent: boolean): Record<string, Answer> {
  const answers: Record<string, Answer> = {}
  for (const { id } of questions) {
    const question = visibleQuestions(questions, answers).find(visible => visible.id === id)
    if (!question || (!question.required && draw.chance(0.35))) continue
    answers[id] = answerTo(question, draw, discontent)
  }
  return answers
}

function answerTo(question: Question, draw: Random, discontent: boolean): Answer {
  const words = WORDS[question.id]
  if (words) return draw.pick(discontent ? words.discontent : words.content)
  switch (question.kind) {
    case 'scale':
      return discontent ? draw.between(1, 3) : draw.between(4, 5)
    case 'number':
      return draw.between(200, 9_000)
    case 'yes-no':
      return !(discontent && question.problemIf && draw.chance(0.6))
    case 'choice':
      return draw.pick(question.options!)
    case 'multi':
      return [draw.pick(question.options!)]
    case 'text':
      return '无'
  }
}

/** The problem in the agent's words, by the question that raised it. */
const PROBLEMS: Record<string, string[]> = {
  handover: ['交机讲解太匆忙，操作手不会用新功能', '交机时缺少随车工具，一直没有补'],
  running: ['新机液压油管渗油，要求派人检查', '新机怠速不稳，客户很着急', '空调不制冷，驾驶室温度高'],
  content: ['客户对这次维修不满意，认为收费过高', '维修后不到一周同样的故障再次出现'],
  'on-time': ['服务工程师迟到半天且没有事先说明'],
  solved: ['故障没有彻底解决，动臂仍然无力', '更换油封后仍有渗漏，要求返修', '电气故障时好时坏，影响施工'],
  arrived: ['收到的滤芯型号不对，无法安装', '订购的斗齿少发两件'],
  quality: ['斗齿磨损过快，怀疑配件质量'],
}

export function problemIn(raised: readonly { question: Question }[], draw: Random): string | null {
  const words = raised.flatMap(({ question }) => PROBLEMS[question.id] ?? [])
  return words.length > 0 ? draw.pick(words) : null
}
