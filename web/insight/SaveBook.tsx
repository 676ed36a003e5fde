import { DownloadOutlined } from '@ant-design/icons'
import { useState } from 'react'
import { type AnyEndpoint, download, type GivenTo } from '../kit/api.ts'
import { Button } from '../kit/Button.tsx'
import { useSay } from '../kit/say.tsx'
import { useT } from '../kit/words.ts'

interface SaveBookProps<E extends AnyEndpoint> {
  endpoint: E
  given: GivenTo<E>
  fileName: string
  whyNot?: string | false
}

/** The tables of a page as a workbook, in the same place on every report; written to the audit log. */
export function SaveBook<E extends AnyEndpoint>({ endpoint, given, fileName, whyNot }: SaveBookProps<E>) {
  const t = useT()
  const say = useSay()
  const [busy, setBusy] = useState(false)
  const save = () => {
    setBusy(true)
    download(endpoint, given, fileName)
      .catch(say.problem)
      .finally(() => setBusy(false))
  }
  return (
    <Button
      icon={<DownloadOutlined />}
      loading={busy}
      onClick={save}
      needs={endpoint}
      whyNot={whyNot}
      title={t('insight.download-audited')}
    >
      {t('insight.save-book')}
    </Button>
  )
}
