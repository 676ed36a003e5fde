import { Form, Input, Radio } from 'antd'
import { skipFollowup } from '../../server/followups/steering-contract.ts'
import { skipWords } from '../../server/followups/steering-reasons.ts'
import { SKIP_REASONS, SKIPS } from '../../server/followups/steering-rules.ts'
import type { AnswerOf, GivenTo } from '../kit/api.ts'
import { useDo } from '../kit/ask.ts'
import { FormDrawer } from '../kit/FormDrawer.tsx'
import { useLanguage } from '../kit/preferences.ts'
import { useSay } from '../kit/say.tsx'
import { useT } from '../kit/words.ts'

type Given = GivenTo<typeof skipFollowup>

/** Skips a waiting follow-up for a standard reason; each says what it leads to. */
export function SkipDialog({ id, open, onClose }: { id: string; open: boolean; onClose: () => void }) {
  const t = useT()
  const say = useSay()
  const language = useLanguage()
  return (
    <FormDrawer<Given['body'], Given, AnswerOf<typeof skipFollowup>>
      title={t('supervision.skip-why')}
      submit={t('supervision.skip')}
      open={open}
      onClose={onClose}
      action={useDo(skipFollowup, { topics: ['followups', 'reports'] })}
      given={body => ({ params: { id }, body })}
      onDone={() => say.done(t('supervision.skipped'))}
    >
      <Form.Item name="reason" label={t('supervision.skip-reason')} rules={[{ required: true }]}>
        <Radio.Group className="skip-reasons">
          {SKIP_REASONS.map(reason => (
            <Radio key={reason} value={reason}>
              {skipWords[reason][language]}
              <small>{t(SKIPS[reason].kind === 'waits' ? 'supervision.skip-waits' : 'supervision.skip-closes')}</small>
            </Radio>
          ))}
        </Radio.Group>
      </Form.Item>
      <Form.Item name="note" label={`${t('supervision.note')} (${t('supervision.optional')})`}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={500} />
      </Form.Item>
    </FormDrawer>
  )
}
