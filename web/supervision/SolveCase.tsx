import { Form, Input } from 'antd'
import { solveCase } from '../../server/cases/contract.ts'
import type { AnswerOf, GivenTo } from '../kit/api.ts'
import { useDo } from '../kit/ask.ts'
import { FormDrawer } from '../kit/FormDrawer.tsx'
import { useSay } from '../kit/say.tsx'
import { useT } from '../kit/words.ts'

type Given = GivenTo<typeof solveCase>

/** Submits a solution; a colleague will then ask the customer. */
export function SolveCase({ open, onClose, caseId }: { open: boolean; onClose: () => void; caseId: string }) {
  const t = useT()
  const say = useSay()
  return (
    <FormDrawer<Given['body'], Given, AnswerOf<typeof solveCase>>
      title={t('supervision.solve')}
      submit={t('supervision.solve')}
      open={open}
      onClose={onClose}
      action={useDo(solveCase, { topics: ['cases', 'followups', 'reports'] })}
      given={body => ({ params: { id: caseId }, body })}
      onDone={() => say.done(t('supervision.solved-done'))}
    >
      <p className="drawer-note">{t('supervision.solve-explains')}</p>
      <Form.Item
        name="solution"
        label={t('supervision.solution-label')}
        extra={t('supervision.solution-hint')}
        rules={[{ required: true, whitespace: true }]}
      >
        <Input.TextArea autoSize={{ minRows: 5, maxRows: 14 }} maxLength={2000} showCount />
      </Form.Item>
    </FormDrawer>
  )
}
