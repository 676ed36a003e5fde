import { Drawer, Form, Select, Skeleton } from 'antd'
import { useState } from 'react'
import { PURPOSES, type Purpose } from '../../server/campaigns/rules.ts'
import { readVerdict } from '../../server/contacts/contract.ts'
import { CONSENT_CHANNELS, type ConsentChannel } from '../../server/customers/facts-rules.ts'
import { useAsk } from '../kit/ask.ts'
import { useMe } from '../kit/me.ts'
import { ProblemNote } from '../kit/Problem.tsx'
import { useLanguage } from '../kit/preferences.ts'
import { useT } from '../kit/words.ts'
import { LocalTimeInput } from './LocalTimeInput.tsx'
import { instantOf } from './local-time.ts'
import { sayPurpose } from './say-purpose.ts'
import { VerdictAnswer } from './VerdictAnswer.tsx'

interface Asked {
  purpose?: Purpose | undefined
  channel?: ConsentChannel | undefined
  /** Local time of the organisation; now when empty. */
  at?: string | undefined
}

interface AskOtherwiseProps {
  customerId: string
  open: boolean
  onClose: () => void
}

/** Asks the same rules about another time, purpose or channel. */
export function AskOtherwise({ customerId, open, onClose }: AskOtherwiseProps) {
  const t = useT()
  const language = useLanguage()
  const zone = useMe().organisation.timeZone
  const [{ purpose, channel, at }, setAsked] = useState<Asked>({})
  const query = { purpose, channel, at: instantOf(at, zone) }
  const { data, error, refetch } = useAsk(readVerdict, { params: { id: customerId }, query }, { when: open })
  return (
    <Drawer open={open} onClose={onClose} title={t('customers.ask-otherwise')} size={440}>
      <Form<Asked> layout="vertical" requiredMark={false} onValuesChange={(_, all) => setAsked(all)}>
        <Form.Item name="at" label={t('customers.ask-when')} extra={t('customers.ask-when-hint')}>
          <LocalTimeInput />
        </Form.Item>
        <Form.Item name="purpose" label={t('customers.ask-purpose')}>
          <Select
            allowClear
            placeholder={t('customers.ask-any-purpose')}
            options={PURPOSES.map(value => ({ value, label: sayPurpose(value, language) }))}
          />
        </Form.Item>
        <Form.Item name="channel" label={t('customers.ask-channel')}>
          <Select
            allowClear
            placeholder={t('customers.channel-phone')}
            options={CONSENT_CHANNELS.map(value => ({ value, label: t(`customers.channel-${value}`) }))}
          />
        </Form.Item>
      </Form>
      {error && <ProblemNote error={error} onRetry={() => void refetch()} />}
      {!error && (data ? <VerdictAnswer verdict={data} /> : <Skeleton active title />)}
    </Drawer>
  )
}
