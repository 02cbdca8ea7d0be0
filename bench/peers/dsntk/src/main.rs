//! dsntk-peer MODEL DECISION INPUT.json SECONDS: decisions a second on one thread, warm, as one JSON line.
use dsntk_evaluator::ModelEvaluator;
use dsntk_feel::FeelScope;
use dsntk_model::{DmnElement, NamedElement};
use cpu_time::ProcessTime;
use dsntk_common::Jsonify;

fn main() {
  let words: Vec<String> = std::env::args().collect();
  let read = |i: usize| std::fs::read_to_string(&words[i]).expect("file");
  let inputs = dsntk_evaluator::evaluate_context(&FeelScope::default(), &read(3)).expect("inputs");
  let definitions = dsntk_model::parse(&read(1)).expect("model");
  let (space, name) = (definitions.namespace().to_string(), definitions.name().to_string());
  let model = ModelEvaluator::new(&[definitions]).expect("evaluator");
  let seconds: f64 = words[4].parse().expect("seconds");
  let decide = || model.evaluate_invocable(&space, &name, &words[2], &inputs);
  let mut best = 0f64;
  for _ in 0..4 {
    let (start, mut count) = (ProcessTime::now(), 0u64);
    while start.elapsed().as_secs_f64() < seconds / 4.0 {
      for _ in 0..64 {
        std::hint::black_box(decide());
      }
      count += 64;
    }
    best = best.max(count as f64 / start.elapsed().as_secs_f64());
  }
  println!("{{\"per_s\":{:.0},\"result\":{}}}", best, decide().jsonify());
}
