/** Where a customer is in his life cycle, in its order. */
export const STAGES = ['reach', 'acquisition', 'conversion', 'retention', 'loyalty'] as const
export type Stage = (typeof STAGES)[number]

export const STAGE_WORDS: Record<Stage, { zh: string; en: string }> = {
  reach: { zh: '触达', en: 'Reach' },
  acquisition: { zh: '获取', en: 'Acquisition' },
  conversion: { zh: '转化', en: 'Conversion' },
  retention: { zh: '留存', en: 'Retention' },
  loyalty: { zh: '忠诚', en: 'Loyalty' },
}

/** The stage by a word of a file: its code or its name in either language; `undefined` for a word that is not known. */
export function readStage(text: string): Stage | undefined {
  const word = text.normalize('NFKC').trim().toLowerCase()
  return STAGES.find(
    stage => word === stage || word === STAGE_WORDS[stage].zh || word === STAGE_WORDS[stage].en.toLowerCase(),
  )
}
