import { Form } from 'antd'
import { type CampaignMail, mailFor } from '../../server/campaigns/mail-text-rules.ts'
import { mailBody } from '../../server/contacts/mail-rules.ts'
import { readMailSender } from '../../server/contacts/mail-sender-contract.ts'
import { useAsk } from '../kit/ask.ts'
import { useMe } from '../kit/me.ts'
import { useLanguage } from '../kit/preferences.ts'
import { useT } from '../kit/words.ts'
import { useBranchName } from './CampaignInWords.tsx'
import type { CampaignDraft } from './campaign-draft.ts'
import { useSampleFacts } from './ScriptHeard.tsx'

/** What stands before the signature of a mail (RFC 3676, section 4.3). */
const SIGNATURE = '\n-- \n'

/** A mail as a customer gets it, with samples in place of what is his, and with what the product adds to each. */
export function MailPreview({ mail }: { mail: CampaignMail }) {
  const t = useT()
  const language = useLanguage()
  const { organisation } = useMe()
  const form = Form.useFormInstance<CampaignDraft>()
  const ownerId = Form.useWatch('ownerId', form) ?? ''
  const nameOf = useBranchName()
  const facts = useSampleFacts(Form.useWatch('reasonForCustomer', form))
  const sender = useAsk(readMailSender).data?.address
  if (!mail.subject.trim() && !mail.text.trim()) return <p className="muted">{t('planning.mail-nothing-yet')}</p>
  const { subject, text } = mailFor(mail, facts)
  const whole = mailBody(
    { language, text, reason: facts.reason, writtenByName: nameOf(ownerId) ?? facts.agent },
    { organisation: organisation.name, serviceNumber: organisation.serviceNumber, link: t('planning.mail-stop-link') },
  )
  const end = whole.lastIndexOf(SIGNATURE)
  return (
    <section className="mail-preview" aria-label={t('planning.mail-preview')}>
      <h3>{t('planning.mail-preview')}</h3>
      <dl>
        <dt>{t('planning.mail-from')}</dt>
        <dd>
          {organisation.name} <span className="muted">{sender}</span>
        </dd>
        <dt>{t('planning.mail-subject')}</dt>
        <dd>
          <b>{subject}</b>
        </dd>
      </dl>
      <p className="as-written">{whole.slice(0, end).trimEnd()}</p>
      <p className="as-written mail-under">{whole.slice(end + SIGNATURE.length).trimEnd()}</p>
    </section>
  )
}
