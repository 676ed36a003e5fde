import type { Language } from '../platform/reason.ts'
import type { Cell, Sheet } from '../platform/workbook.ts'
import type { answersReport, answerTexts } from './answers.ts'
import { headWords } from './column-reasons.ts'
import { sheetOf } from './sheets.ts'

type Report = Awaited<ReturnType<typeof answersReport>>
type Question = Report['questions'][number]
type Texts = Awaited<ReturnType<typeof answerTexts>>['items']

/** The answers of a script: every value, the headline by week and per part, and the words. */
export function answersSheets(
  report: Report,
  texts: readonly { question: string; rows: Texts }[],
  language: Language,
): Sheet[] {
  const { questions } = report
  const say = (value: string) =>
    value === 'true' || value === 'false' ? headWords[value === 'true' ? 'yes' : 'no'][language]() : value
  const measured = (question: Question): Cell[] => [
    question.text,
    `${headWords[`measure-${question.headline.kind}`][language]()} ${question.headline.of.map(say).join('、')}`.trim(),
  ]
  return [
    sheetOf(
      'answers',
      [
        ['question', 'text', 50],
        ['answer', 'text', 24],
        ['followups', 'number'],
        ['n', 'number'],
        ['share', 'share'],
        ['low', 'share'],
        ['high', 'share'],
      ],
      questions.flatMap(question =>
        question.values.map(row => [
          question.text,
          say(row.value),
          row.count,
          question.n,
          row.share,
          row.low,
          row.high,
        ]),
      ),
      language,
    ),
    sheetOf(
      'measures',
      [
        ['question', 'text', 50],
        ['measure', 'text', 24],
        ['n', 'number'],
        ['value', 'number'],
        ['low', 'number'],
        ['high', 'number'],
      ],
      questions.flatMap(question => [
        [...measured(question), question.n, question.headline.value, question.headline.low, question.headline.high],
        ...(question.mean && question.headline.kind !== 'mean'
          ? [
              [
                question.text,
                headWords['measure-mean'][language](),
                question.n,
                question.mean.value,
                question.mean.low,
                question.mean.high,
              ],
            ]
          : []),
      ]),
      language,
    ),
    sheetOf(
      'trend',
      [
        ['question', 'text', 50],
        ['measure', 'text', 24],
        ['week', 'day'],
        ['n', 'number'],
        ['value', 'number'],
        ['low', 'number'],
        ['high', 'number'],
      ],
      questions.flatMap(question =>
        question.trend.map(row => [...measured(question), row.week, row.n, row.value, row.low, row.high]),
      ),
      language,
    ),
    sheetOf(
      'split',
      [
        ['question', 'text', 50],
        ['measure', 'text', 24],
        ['name', 'text'],
        ['n', 'number'],
        ['value', 'number'],
        ['low', 'number'],
        ['high', 'number'],
      ],
      questions.flatMap(question =>
        question.parts.map(row => [...measured(question), row.name, row.n, row.value, row.low, row.high]),
      ),
      language,
    ),
    sheetOf(
      'texts',
      [
        ['question', 'text', 40],
        ['at', 'instant'],
        ['branch', 'text'],
        ['campaign', 'text'],
        ['answer', 'text', 60],
      ],
      texts.flatMap(({ question, rows }) =>
        rows.map(row => [question, row.at, row.branchName, row.campaignName, row.text]),
      ),
      language,
    ),
  ]
}
