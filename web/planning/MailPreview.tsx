import { Form } from 'antd'
import { type CampaignMail, mailFor } from '../../server/campaigns/mail-text-rules.ts'
import { MailAsRead } from '../customers/MailAsRead.tsx'
import { useBranchName } from './CampaignInWords.tsx'
import type { CampaignDraft } from './campaign-draft.ts'
import { useSampleFacts } from './ScriptHeard.tsx'

/** The mail of a campaign as a customer gets it, with samples in place of what is his. */
export function MailPreview({ mail }: { mail: CampaignMail }) {
  const form = Form.useFormInstance<CampaignDraft>()
  const ownerId = Form.useWatch('ownerId', form) ?? ''
  const nameOf = useBranchName()
  const facts = useSampleFacts(Form.useWatch('reasonForCustomer', form))
  const isWritten = mail.subject.trim() !== '' || mail.text.trim() !== ''
  const { subject, text } = isWritten ? mailFor(mail, facts) : mail
  return <MailAsRead {...{ subject, text, reason: facts.reason }} writtenByName={nameOf(ownerId) ?? facts.agent} />
}
