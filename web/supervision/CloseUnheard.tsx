import { Form, Input } from 'antd'
import { closeUnheard } from '../../server/cases/contract.ts'
import type { AnswerOf, GivenTo } from '../kit/api.ts'
import { useDo } from '../kit/ask.ts'
import { FormDrawer } from '../kit/FormDrawer.tsx'
import { useSay } from '../kit/say.tsx'
import { useT } from '../kit/words.ts'

type Given = GivenTo<typeof closeUnheard>

/** Ends a case whose customer was called in vain as often as is stated. */
export function CloseUnheard({ open, onClose, caseId }: { open: boolean; onClose: () => void; caseId: string }) {
  const t = useT()
  const say = useSay()
  return (
    <FormDrawer<Given['body'], Given, AnswerOf<typeof closeUnheard>>
      title={t('supervision.close-unheard')}
      submit={t('supervision.close-unheard')}
      open={open}
      onClose={onClose}
      action={useDo(closeUnheard, { topics: ['cases', 'reports'] })}
      given={body => ({ params: { id: caseId }, body })}
      onDone={() => say.done(t('supervision.close-unheard-done'))}
    >
      <p className="drawer-note">{t('supervision.close-unheard-explains')}</p>
      <Form.Item
        name="note"
        label={t('supervision.close-unheard-reason')}
        rules={[{ required: true, whitespace: true }]}
      >
        <Input.TextArea autoSize={{ minRows: 3, maxRows: 10 }} maxLength={2000} />
      </Form.Item>
    </FormDrawer>
  )
}
