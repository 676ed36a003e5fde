import type { Language } from '../platform/reason.ts'
import type { Days } from './period-rules.ts'

/** A number in the mail: what it is, how much, and a quiet line beside it. */
export interface Figure {
  name: string
  value: string
  note?: string
}

export interface MailContent {
  organisation: string
  /** The name of the schedule. */
  name: string
  /** Which part of the work: branch, campaign, team. */
  part: string
  days: Days
  figures: readonly Figure[]
  /** What became of the follow-ups, most frequent first. */
  fates: readonly { text: string; followups: number }[]
  isTest: boolean
}

const WORDS = {
  zh: {
    test: '【测试】',
    fates: '这些回访任务的去向',
    attached: '明细表见附件（XLSX）。',
    why: '您收到这封邮件，是因为有人为您设置了定时报表。如不再需要，请联系设置者。',
  },
  en: {
    test: '[Test] ',
    fates: 'What became of these follow-ups',
    attached: 'The tables are attached (XLSX).',
    why: 'You receive this because somebody scheduled the report for you. Ask them if you no longer need it.',
  },
} as const

/** The mail as people read it: subject, text and HTML of the same numbers. Everything given is text, never markup. */
export function mailBody(content: MailContent, language: Language): { subject: string; text: string; html: string } {
  const words = WORDS[language]
  const { from, to } = content.days
  const period = from.equals(to) ? from.toString() : `${from} – ${to}`
  const subject = `${content.isTest ? words.test : ''}${content.name} · ${period}`
  const figures = content.figures.map(({ name, value, note }) => `${name}: ${value}${note ? ` (${note})` : ''}`)
  const fates = content.fates.map(({ text, followups }) => `  ${text}: ${followups}`)
  const text = [
    `${content.organisation} · ${content.part}`,
    period,
    '',
    ...figures,
    ...(fates.length > 0 ? ['', words.fates, ...fates] : []),
    '',
    words.attached,
    words.why,
  ].join('\n')
  return { subject, text, html: htmlOf(content, period, language) }
}

function htmlOf(content: MailContent, period: string, language: Language): string {
  const words = WORDS[language]
  const cell = 'padding:10px 16px 10px 0;vertical-align:top'
  const figures = content.figures.map(
    ({ name, value, note }) =>
      `<td style="${cell}"><div style="color:#566166;font-size:13px">${safe(name)}</div>` +
      `<div style="font-size:26px;font-weight:600;line-height:34px">${safe(value)}</div>` +
      `<div style="color:#687479;font-size:12px">${safe(note ?? '')}</div></td>`,
  )
  const rows = Array.from({ length: Math.ceil(figures.length / 3) }, (_, n) => figures.slice(n * 3, n * 3 + 3).join(''))
  const fates = content.fates.map(
    ({ text, followups }) =>
      `<tr><td style="padding:4px 24px 4px 0">${safe(text)}</td>` +
      `<td style="padding:4px 0;text-align:right">${followups}</td></tr>`,
  )
  return (
    `<!doctype html><html lang="${language === 'zh' ? 'zh-CN' : 'en'}"><head><meta charset="utf-8"></head>` +
    `<body style="margin:0;padding:24px;color:#1a2022;background:#ffffff;font-family:'PingFang SC','Microsoft YaHei',sans-serif">` +
    `<div style="color:#0f766e;font-size:13px">${safe(content.organisation)} · ${safe(content.part)}</div>` +
    `<h1 style="margin:4px 0 0;font-size:20px">${safe(content.name)}</h1>` +
    `<div style="color:#687479;font-size:13px">${safe(period)}</div>` +
    `<table role="presentation" style="margin-top:16px;border-collapse:collapse">${rows.map(row => `<tr>${row}</tr>`).join('')}</table>` +
    (fates.length > 0
      ? `<h2 style="margin:16px 0 4px;font-size:14px">${words.fates}</h2>` +
        `<table style="border-collapse:collapse;font-size:14px">${fates.join('')}</table>`
      : '') +
    `<p style="margin-top:20px;font-size:14px">${words.attached}</p>` +
    `<p style="color:#687479;font-size:12px">${words.why}</p></body></html>`
  )
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

function safe(text: string): string {
  return text.replaceAll(/[&<>"']/g, sign => ENTITIES[sign]!)
}
