import { Form, Input, Radio, Skeleton } from 'antd'
import { PURPOSES } from '../../server/campaigns/rules.ts'
import { readVerdict } from '../../server/contacts/contract.ts'
import { decideOverride } from '../../server/contacts/leave-contract.ts'
import type { AnswerOf, GivenTo } from '../kit/api.ts'
import { useAsk, useDo } from '../kit/ask.ts'
import { FormDrawer } from '../kit/FormDrawer.tsx'
import { ProblemNote } from '../kit/Problem.tsx'
import { useLanguage } from '../kit/preferences.ts'
import { useSay } from '../kit/say.tsx'
import { Time } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'
import { Details } from './Details.tsx'
import { type OverrideRow, sayRules } from './OverrideState.tsx'
import { sayPurpose } from './say-purpose.ts'
import { VerdictAnswer } from './VerdictAnswer.tsx'

interface Decision {
  decision: 'approved' | 'refused'
  note?: string
}

interface DecideProps {
  open: boolean
  row: OverrideRow | null
  onClose: () => void
}

/** Who asked for an override and why, what the rules say now, and the decision with its note. */
export function DecideOverride({ open, row, onClose }: DecideProps) {
  const t = useT()
  const say = useSay()
  const language = useLanguage()
  return (
    <FormDrawer<Decision, GivenTo<typeof decideOverride>, AnswerOf<typeof decideOverride>>
      title={t('customers.override-decide-title', { name: row?.customerName ?? '' })}
      submit={t('customers.override-decide')}
      open={open}
      onClose={onClose}
      action={useDo(decideOverride, { topics: ['contacts', 'followups'] })}
      given={({ decision, note }) => ({ params: { id: row?.id ?? '' }, body: { decision, note: note ?? '' } })}
      onDone={({ decision }) => say.done(t(`customers.override-${decision === 'approved' ? 'approved' : 'refused'}`))}
    >
      {row && (
        <Details
          of={[
            [t('customers.override-asked-by'), row.askedByName],
            [t('customers.when'), <Time key="asked" at={row.askedAt} />],
            [t('customers.reason'), row.reason],
            [t('customers.override-passes'), sayRules(row, language)],
            [
              t('customers.override-purpose'),
              row.purpose ? sayPurpose(row.purpose, language) : t('customers.override-any-purpose'),
            ],
            [t('customers.override-until'), <Time key="until" at={row.expiresAt} />],
          ]}
        />
      )}
      {row && <RulesSay row={row} />}
      <Form.Item name="decision" label={t('customers.override-decision')} rules={[{ required: true }]}>
        <Radio.Group>
          <Radio value="approved">{t('customers.override-approve')}</Radio>
          <Radio value="refused">{t('customers.override-refuse')}</Radio>
        </Radio.Group>
      </Form.Item>
      <Form.Item name="note" label={t('customers.override-note')} extra={t('customers.override-note-hint')}>
        <Input.TextArea maxLength={1000} autoSize={{ minRows: 2, maxRows: 6 }} />
      </Form.Item>
    </FormDrawer>
  )
}

/** The verdict of this moment for the purpose asked for. */
function RulesSay({ row }: { row: OverrideRow }) {
  const t = useT()
  const purpose = PURPOSES.find(one => one === row.purpose)
  const { data, error, refetch } = useAsk(readVerdict, { params: { id: row.customerId }, query: { purpose } })
  return (
    <section className="rules-say">
      <h3 className="part-title">{t('customers.override-rules-say')}</h3>
      {error && <ProblemNote error={error} onRetry={() => void refetch()} />}
      {!error && (data ? <VerdictAnswer verdict={data} /> : <Skeleton active title />)}
    </section>
  )
}
