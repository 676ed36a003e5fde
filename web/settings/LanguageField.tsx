import { Form, Segmented } from 'antd'
import { useT } from '../kit/words.ts'

/** The language mails and pages come in; without a choice the browser's. */
export function LanguageField() {
  const t = useT()
  return (
    <Form.Item name="language" label={t('admin.language')}>
      <Segmented
        options={[
          { value: '', label: t('admin.language-browser') },
          { value: 'zh', label: t('admin.language-zh') },
          { value: 'en', label: t('admin.language-en') },
        ]}
      />
    </Form.Item>
  )
}
