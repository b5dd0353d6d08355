resource "aws_security_group_rule" "tasks_from_cloudfront_only" {
  type                     = "ingress"
  from_port                = 80
  to_port                  = 80
  protocol                 = "tcp"
  security_group_id        = data.aws_security_group.ecs_existing.id
  source_security_group_id = data.aws_security_group.cloudfront_only.id
}
