import { Form, Input, Radio } from 'antd'
import { answerEscalation } from '../../server/followups/steering-contract.ts'
import { givenToWords } from '../../server/followups/steering-reasons.ts'
import { GIVEN_TO } from '../../server/followups/steering-rules.ts'
import type { AnswerOf, GivenTo } from '../kit/api.ts'
import { useDo } from '../kit/ask.ts'
import { FormDrawer } from '../kit/FormDrawer.tsx'
import { useLanguage } from '../kit/preferences.ts'
import { useSay } from '../kit/say.tsx'
import { useT } from '../kit/words.ts'
import type { Escalation } from './EscalationsPage.tsx'

type Given = GivenTo<typeof answerEscalation>

/** The supervisor's answer, and who goes on with the customer. */
export function AnswerDrawer({ of: row, onClose }: { of: Escalation | null; onClose: () => void }) {
  const t = useT()
  const say = useSay()
  const language = useLanguage()
  return (
    <FormDrawer<Given['body'], Given, AnswerOf<typeof answerEscalation>>
      title={row ? row.followup.customerName : t('supervision.answer')}
      submit={t('supervision.answer')}
      open={row !== null}
      onClose={onClose}
      action={useDo(answerEscalation, { topics: ['followups', 'reports'] })}
      given={body => ({ params: { id: row?.id ?? '' }, body })}
      initial={{ to: 'agent' }}
      onDone={() => say.done(t('supervision.answered-done'))}
    >
      <blockquote className="case-words">{row?.note}</blockquote>
      <Form.Item name="answer" label={t('supervision.answer-words')} rules={[{ required: true, whitespace: true }]}>
        <Input.TextArea autoFocus autoSize={{ minRows: 3, maxRows: 10 }} maxLength={1000} showCount />
      </Form.Item>
      <Form.Item name="to" label={t('supervision.give-to')}>
        <Radio.Group className="give-to">
          {GIVEN_TO.map(to => (
            <Radio key={to} value={to}>
              {givenToWords[to][language]}
            </Radio>
          ))}
        </Radio.Group>
      </Form.Item>
    </FormDrawer>
  )
}
