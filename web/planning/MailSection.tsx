import { Button, Form, type GetRef, Input } from 'antd'
import { type ReactNode, useRef } from 'react'
import { contentReasons } from '../../server/campaigns/content-reasons.ts'
import {
  type CampaignMail,
  MAIL_LIMITS,
  MAIL_PLACEHOLDERS,
  type MailProblemCode,
  problemsOfMail,
} from '../../server/campaigns/mail-text-rules.ts'
import { Panel } from '../kit/Page.tsx'
import { useLanguage } from '../kit/preferences.ts'
import { useT } from '../kit/words.ts'
import type { CampaignDraft } from './campaign-draft.ts'
import { MailPreview } from './MailPreview.tsx'
import { SenderMissing } from './SenderMissing.tsx'

type Part = keyof CampaignMail

/** What the campaign writes: as it is typed, with what is wrong beside it, and as the customer gets it. */
export function MailSection() {
  const t = useT()
  const form = Form.useFormInstance<CampaignDraft>()
  const writes = Form.useWatch('channels', form)?.includes('email') ?? false
  const mail = useTyped()
  const text = useRef<GetRef<typeof Input.TextArea>>(null)
  const insert = (piece: string) => {
    const area = text.current?.resizableTextArea?.textArea
    const from = area?.selectionStart ?? mail.text.length
    const to = area?.selectionEnd ?? from
    form.setFieldValue(['mail', 'text'], mail.text.slice(0, from) + piece + mail.text.slice(to))
    requestAnimationFrame(() => {
      area?.focus()
      area?.setSelectionRange(from + piece.length, from + piece.length)
    })
  }
  return (
    // Hidden rather than gone, so that what was written is there when mails are chosen again.
    <div hidden={!writes}>
      <Panel title={t('planning.mail')}>
        <p className="mail-hint">{t('planning.mail-hint')}</p>
        {writes && <SenderMissing />}
        <Form.Item name={['mail', 'subject']} label={t('planning.mail-subject')} {...useFaults('subject', mail)}>
          <Input maxLength={MAIL_LIMITS.subject} autoComplete="off" />
        </Form.Item>
        <Form.Item name={['mail', 'text']} label={t('planning.mail-text')} {...useFaults('text', mail)}>
          <Input.TextArea ref={text} maxLength={MAIL_LIMITS.text} autoSize={{ minRows: 5, maxRows: 16 }} />
        </Form.Item>
        <Placeholders onInsert={insert} />
        {writes && <MailPreview mail={mail} />}
      </Panel>
    </div>
  )
}

function useTyped(): CampaignMail {
  const form = Form.useFormInstance<CampaignDraft>()
  const { subject = '', text = '' } = Form.useWatch('mail', form) ?? {}
  return { subject, text }
}

/** What is wrong in one part, as an item of a form shows it; that it is still empty stands with what is missing. */
function useFaults(part: Part, mail: CampaignMail): { validateStatus?: 'error'; help?: ReactNode } {
  const language = useLanguage()
  const alone = { subject: '–', text: '–', [part]: mail[part] }
  const isEmpty = (code: MailProblemCode) => code === `mail-${part}-missing`
  const codes = problemsOfMail(alone).filter(code => !isEmpty(code))
  if (codes.length === 0) return {}
  return { validateStatus: 'error', help: codes.map(code => <div key={code}>{contentReasons[code][language]()}</div>) }
}

/** What is filled in for each customer, as chips to press. */
function Placeholders({ onInsert }: { onInsert: (piece: string) => void }) {
  const t = useT()
  return (
    <div className="add-chips placeholders mail-placeholders">
      {MAIL_PLACEHOLDERS.map(name => (
        <Button
          key={name}
          size="small"
          title={t('planning.mail-insert', { name: t(`planning.placeholder-${name}`) })}
          onClick={() => onInsert(`{${name}}`)}
        >
          {t(`planning.placeholder-${name}`)} <code>{`{${name}}`}</code>
        </Button>
      ))}
    </div>
  )
}
